package dev.airelay.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The providers' own SDKs take whatever answers at an address for the provider: every answer
/// passes their validation, and a stream adds up to what the whole answer says.
///
/// Behind the address is the demo upstream, directly or through a relay.
public abstract class SdkContract {
    protected OpenAIClient openAi = OpenAIOkHttpClient.builder().apiKey("none").build();
    protected AnthropicClient anthropic = AnthropicOkHttpClient.builder().apiKey("none").build();

    /// Scheme, host and port.
    protected abstract String uri();

    protected abstract String key();

    @BeforeEach
    void openClients() {
        openAi = openAiWith(key());
        anthropic = anthropicWith(key());
    }

    @AfterEach
    void closeClients() {
        openAi.close();
        anthropic.close();
    }

    protected OpenAIClient openAiWith(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(uri() + "/v1")
                .apiKey(key)
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }

    protected AnthropicClient anthropicWith(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(uri())
                .apiKey(key)
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder chat(String said) {
        return ChatCompletionCreateParams.builder().model("demo-large").addUserMessage(said);
    }

    private static final FunctionDefinition WEATHER =
            FunctionDefinition.builder()
                    .name("get_weather")
                    .parameters(
                            FunctionParameters.builder()
                                    .putAdditionalProperty("type", JsonValue.from("object"))
                                    .putAdditionalProperty(
                                            "required", JsonValue.from(List.of("city")))
                                    .build())
                    .build();

    private ChatCompletion streamed(ChatCompletionCreateParams params) {
        var whole = ChatCompletionAccumulator.create();
        try (var stream = openAi.chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    @Test
    void chatStreamsAddUpToTheWholeAnswer() {
        var usage = ChatCompletionStreamOptions.builder().includeUsage(true).build();
        var whole = openAi.chat().completions().create(chat("Say hi").build());
        var streamed = streamed(chat("Say hi").streamOptions(usage).build());
        assertEquals(
                whole.choices().getFirst().message().content(),
                streamed.choices().getFirst().message().content());
        assertEquals(whole.usage(), streamed.usage());
        assertEquals(
                whole.choices().getFirst().finishReason(),
                streamed.choices().getFirst().finishReason());
    }

    @Test
    void chatToolCallsAddUpToo() {
        var params = chat("Call get_weather").addFunctionTool(WEATHER).build();
        for (var completion :
                List.of(openAi.chat().completions().create(params), streamed(params))) {
            var choice = completion.choices().getFirst();
            assertEquals("tool_calls", choice.finishReason().asString());
            var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
            assertEquals("get_weather", call.function().name());
            assertEquals("{\"city\":\"demo\"}", call.function().arguments());
        }
    }

    private static ResponseCreateParams.Builder response(String said) {
        return ResponseCreateParams.builder().model("demo-large").input(said);
    }

    /// The last event's response, once the events were seen to be numbered and to add up to it.
    private Response streamed(ResponseCreateParams params) {
        var whole = ResponseAccumulator.createWithSnapshots();
        var count = new AtomicLong();
        try (var stream = openAi.responses().createStreaming(params)) {
            stream.stream()
                    .forEach(event -> {
                        whole.accumulate(event);
                        count.incrementAndGet();
                    });
        }
        assertTrue(count.get() > 8);
        assertEquals(whole.response().output(), whole.reconstructedResponse().output());
        return whole.response();
    }

    private static String text(Response response) {
        return response.output().getFirst().asMessage().content().getFirst().asOutputText().text();
    }

    @Test
    void responsesStreamsAddUpToTheWholeAnswer() {
        var whole = openAi.responses().create(response("Say hi").build());
        var streamed = streamed(response("Say hi").build());
        assertTrue(text(whole).endsWith("\"Say hi\"."));
        assertEquals(text(whole), text(streamed));
        assertEquals(whole.usage(), streamed.usage());
        assertEquals(whole.status(), streamed.status());
    }

    @Test
    void responsesFunctionCallsAddUpToo() {
        var tool =
                FunctionTool.builder()
                        .name("get_weather")
                        .strict(false)
                        .parameters(
                                FunctionTool.Parameters.builder()
                                        .putAdditionalProperty(
                                                "required", JsonValue.from(List.of("city")))
                                        .build())
                        .build();
        var params = response("Call get_weather").addTool(tool).build();
        for (var answer : List.of(openAi.responses().create(params), streamed(params))) {
            var call = answer.output().getFirst().asFunctionCall();
            assertEquals("get_weather", call.name());
            assertEquals("{\"city\":\"demo\"}", call.arguments());
        }
    }

    /// Streams are not validated here: the SDK expects a finish reason in every chunk, on the wire
    /// it is null until the last one.
    @Test
    void legacyCompletionsAddUpToo() {
        var params = CompletionCreateParams.builder().model("demo-large").prompt("Say hi").build();
        var whole = openAi.completions().create(params).choices().getFirst().text();
        var streamed = new StringBuilder();
        var unchecked = RequestOptions.builder().responseValidation(false).build();
        try (var stream = openAi.completions().createStreaming(params, unchecked)) {
            stream.stream()
                    .flatMap(piece -> piece.choices().stream())
                    .forEach(choice -> streamed.append(choice.text()));
        }
        assertEquals(whole, streamed.toString());
    }

    @Test
    void embeddingsModelsAndErrorsAreUnderstood() {
        var asked = EmbeddingCreateParams.builder().model("demo-embedding").input("a").build();
        assertEquals(1536, openAi.embeddings().create(asked).data().getFirst().embedding().size());
        assertTrue(
                openAi.models().list().data().stream().anyMatch(m -> m.id().equals("demo-large")));
        assertTrue(
                anthropic.models().list().data().stream()
                        .anyMatch(m -> m.id().equals("demo-large")));
        assertThrows(
                BadRequestException.class,
                () -> openAi.embeddings().create(asked.toBuilder().dimensions(9999).build()));
    }

    private static MessageCreateParams.Builder message(String said) {
        return MessageCreateParams.builder()
                .model("demo-large")
                .maxTokens(500)
                .addUserMessage(said);
    }

    private com.anthropic.models.messages.Message streamed(MessageCreateParams params) {
        var whole = MessageAccumulator.create();
        try (var stream = anthropic.messages().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    @Test
    void messageStreamsAddUpToTheWholeAnswer() {
        var whole = anthropic.messages().create(message("Say hi").build());
        var streamed = streamed(message("Say hi").build());
        assertEquals(whole.content(), streamed.content());
        assertEquals(whole.stopReason(), streamed.stopReason());
        assertEquals(whole.usage().outputTokens(), streamed.usage().outputTokens());
        var counting =
                MessageCountTokensParams.builder()
                        .model("demo-large")
                        .addUserMessage("Say hi")
                        .build();
        assertEquals(
                whole.usage().inputTokens(),
                anthropic.messages().countTokens(counting).inputTokens());
    }

    @Test
    void messageToolCallsAddUpToo() {
        var schema = Tool.InputSchema.builder().addRequired("city").build();
        var tool = Tool.builder().name("get_weather").inputSchema(schema).build();
        var params = message("Call get_weather").addTool(tool).build();
        for (var answer : List.of(anthropic.messages().create(params), streamed(params))) {
            assertEquals(StopReason.TOOL_USE, answer.stopReason().orElseThrow());
            var call = answer.content().getFirst().asToolUse();
            assertEquals("get_weather", call.name());
            assertEquals(Map.of("city", "demo"), call._input().convert(Map.class));
        }
    }
}
