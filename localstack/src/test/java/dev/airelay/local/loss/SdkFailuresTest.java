package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.airelay.limit.Limits;
import dev.airelay.usage.MemoryUsageLog;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What programs written with the providers' SDKs catch when something goes wrong.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkFailuresTest {
    private final Scene scene = Scene.open(new MemoryUsageLog(10));

    SdkFailuresTest() throws Exception {}

    @AfterAll
    void close() throws Exception {
        scene.close();
    }

    /// Both SDKs with one key, neither of which asks again by itself.
    private record Sdks(OpenAIClient openAi, AnthropicClient anthropic) implements AutoCloseable {
        static Sdks of(Client client) {
            String address = "http://127.0.0.1:" + client.port();
            String key = client.key().reveal();
            return new Sdks(
                    OpenAIOkHttpClient.builder()
                            .baseUrl(address + "/v1")
                            .apiKey(key)
                            .maxRetries(0)
                            .build(),
                    AnthropicOkHttpClient.builder()
                            .baseUrl(address)
                            .apiKey(key)
                            .maxRetries(0)
                            .build());
        }

        @Override
        public void close() {
            openAi.close();
            anthropic.close();
        }
    }

    private static ChatCompletionCreateParams chat(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("hi").build();
    }

    private static MessageCreateParams message(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(50)
                .addUserMessage("hi")
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "m401, 502, InternalServerException",
        "m429, 429, RateLimitException",
        "m500, 502, InternalServerException",
        "reset, 502, InternalServerException",
        "nobody, 404, NotFoundException",
    })
    void failuresOfUpstreamsAreOfTheSdksOwnTypes(String model, int status, String type) {
        var client = scene.relay().client(Limits.NONE);
        try (Sdks sdks = Sdks.of(client)) {
            for (boolean streamed : new boolean[] {false, true}) {
                var toOpenAi =
                        assertThrows(
                                com.openai.errors.OpenAIServiceException.class,
                                () -> ask(sdks.openAi(), model, streamed));
                assertEquals(status, toOpenAi.statusCode());
                assertEquals(type, toOpenAi.getClass().getSimpleName());
                var toAnthropic =
                        assertThrows(
                                com.anthropic.errors.AnthropicServiceException.class,
                                () -> ask(sdks.anthropic(), model, streamed));
                assertEquals(status, toAnthropic.statusCode());
                assertEquals(type, toAnthropic.getClass().getSimpleName());
            }
        }
    }

    @Test
    void aLimitOfTheKeyIsARateLimit() {
        var client = scene.relay().client(new Limits(1, 0, 0));
        try (Sdks sdks = Sdks.of(client)) {
            ask(sdks.openAi(), "whole", false);
            var limited =
                    assertThrows(
                            com.openai.errors.RateLimitException.class,
                            () -> ask(sdks.openAi(), "whole", true));
            assertEquals("rate_limit_exceeded", limited.code().orElse(""));
            assertThrows(
                    com.anthropic.errors.RateLimitException.class,
                    () -> ask(sdks.anthropic(), "whole", false));
        }
    }

    @Test
    void aKeyThatMayNotUseAModelIsDenied() {
        var client =
                scene.relay()
                        .client(scene.relay().issue(Limits.NONE, Set.of("other"), Instant.MAX));
        try (Sdks sdks = Sdks.of(client)) {
            assertThrows(
                    com.openai.errors.PermissionDeniedException.class,
                    () -> ask(sdks.openAi(), "whole", false));
            assertThrows(
                    com.anthropic.errors.PermissionDeniedException.class,
                    () -> ask(sdks.anthropic(), "whole", true));
        }
    }

    @Test
    void aStreamThatBreaksThrowsAfterWhatCameBefore() {
        var client = scene.relay().client(Limits.NONE);
        try (Sdks sdks = Sdks.of(client)) {
            var seen = new AtomicInteger();
            var broken =
                    assertThrows(
                            RuntimeException.class,
                            () -> {
                                try (var stream =
                                        sdks.openAi()
                                                .chat()
                                                .completions()
                                                .createStreaming(chat("cut"))) {
                                    stream.stream().forEach(_ -> seen.incrementAndGet());
                                }
                            });
            assertInstanceOf(com.openai.errors.OpenAIException.class, broken);
            assertTrue(seen.getAndSet(0) > 0);
            broken =
                    assertThrows(
                            RuntimeException.class,
                            () -> {
                                try (var stream =
                                        sdks.anthropic()
                                                .messages()
                                                .createStreaming(message("cut"))) {
                                    stream.stream().forEach(_ -> seen.incrementAndGet());
                                }
                            });
            assertInstanceOf(com.anthropic.errors.AnthropicException.class, broken);
            assertTrue(seen.get() > 0);
        }
    }

    private static void ask(OpenAIClient openAi, String model, boolean streamed) {
        if (streamed) {
            try (var stream = openAi.chat().completions().createStreaming(chat(model))) {
                stream.stream().forEach(_ -> {});
            }
        } else {
            openAi.chat().completions().create(chat(model));
        }
    }

    private static void ask(AnthropicClient anthropic, String model, boolean streamed) {
        if (streamed) {
            try (var stream = anthropic.messages().createStreaming(message(model))) {
                stream.stream().forEach(_ -> {});
            }
        } else {
            anthropic.messages().create(message(model));
        }
    }
}
