package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.dialect.anthropic.AnthropicClient;
import dev.airelay.dialect.openaichat.OpenAiChatClient;
import dev.airelay.dialect.openairesponses.ResponsesClient;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
import dev.airelay.failure.Refusal;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.limit.Window;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every failure can be told in every dialect, in a body that its clients can read.
class ErrorBodiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NASTY = "\"\\\n\u0000 </script> 你好 \ud800";

    static Stream<Failure> failures() {
        return Stream.of(
                        Arrays.stream(CallerFault.Unauthenticated.Reason.values())
                                .map(CallerFault.Unauthenticated::new),
                        Arrays.stream(UpstreamFault.UpstreamBroken.How.values())
                                .map(UpstreamFault.UpstreamBroken::new),
                        Arrays.stream(UpstreamFault.UpstreamDenied.Sort.values())
                                .map(sort -> new UpstreamFault.UpstreamDenied(sort, true)),
                        Arrays.stream(UpstreamFault.UpstreamTimeout.Phase.values())
                                .map(UpstreamFault.UpstreamTimeout::new),
                        Arrays.stream(Measure.values())
                                .map(measure ->
                                        new CallerFault.LimitReached(
                                                Scope.KEY, measure, 3, Duration.ofMillis(1))),
                        Arrays.stream(Window.values())
                                .map(window ->
                                        new CallerFault.BudgetSpent(
                                                Scope.USER,
                                                window,
                                                new Nanos(5),
                                                Duration.ofMillis(1))),
                        Stream.of(
                                new CallerFault.OutOfFunds(new Nanos(7), new Nanos(-1)),
                                new CallerFault.AddressForbidden(NASTY),
                                new RelayFault.NotPriced(NASTY),
                                new CallerFault.ModelForbidden(NASTY),
                                new CallerFault.GroupForbidden(NASTY),
                                new CallerFault.UnknownGroup(NASTY),
                                new CallerFault.UnknownPath("GET", NASTY),
                                new CallerFault.MethodNotAllowed("GET", NASTY, "POST"),
                                new CallerFault.UnknownModel(NASTY),
                                new CallerFault.BodyTooLarge(6),
                                new CallerFault.BodyTooSlow(),
                                new CallerFault.CodingUnknown(NASTY, "gzip"),
                                new CallerFault.Malformed(NASTY, "x"),
                                new RelayFault.NoChannel(NASTY, Duration.ZERO),
                                new RelayFault.StateAway(),
                                new RelayFault.DeadlinePassed(),
                                new RelayFault.NoRoom(),
                                new RelayFault.Stopping(),
                                new RelayFault.ClientGone(),
                                new RelayFault.Internal(),
                                new RelayFault.KeyNotOpened(),
                                new UpstreamFault.UpstreamRefused(400, Refusal.SILENT),
                                new UpstreamFault.UpstreamRefused(403, Refusal.SILENT),
                                new UpstreamFault.UpstreamRefused(413, Refusal.SILENT),
                                new UpstreamFault.UpstreamLacksModel(NASTY),
                                new UpstreamFault.UpstreamBusy(Duration.ZERO),
                                new UpstreamFault.UpstreamOverloaded(529)))
                .flatMap(failures -> failures.map(Failure.class::cast));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void inTheWordsOfOpenAi(Failure failure) throws Exception {
        for (ClientDialect client : List.of(new OpenAiChatClient(), new ResponsesClient())) {
            var error = JSON.readTree(client.error(failure, "trace")).path("error");

            assertFalse(error.path("message").asText().isEmpty());
            assertFalse(error.path("type").asText().isEmpty());
            assertFalse(error.path("code").asText().isEmpty());
            assertTrue(error.has("param"));
            assertEquals(4, error.size(), error.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void inTheWordsOfAnthropic(Failure failure) throws Exception {
        var body = JSON.readTree(new AnthropicClient().error(failure, "trace"));

        assertEquals("error", body.path("type").asText());
        assertTrue(
                body.path("error").path("type").asText().endsWith("_error")
                        || body.path("error").path("type").asText().equals("request_too_large"));
        assertFalse(body.path("error").path("message").asText().isEmpty());
        assertEquals("trace", body.path("request_id").asText());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void withAStatusAndANameForMetrics(Failure failure) {
        assertTrue(failure.status() >= 400 && failure.status() < 600);
        assertTrue(failure.metric().matches("[a-z_]+"), failure.metric());
    }

    @Test
    void aRefusalInTheClientsOwnWordsIsItsOwnBody() {
        byte[] body = {'{', ' ', '}'};
        var refused = refused(new Refusal("", "", "", "", Map.of(), body, ""));

        assertArrayEquals(body, new OpenAiChatClient().error(refused, "t"));
        assertArrayEquals(body, new ResponsesClient().error(refused, "t"));
        assertArrayEquals(body, new AnthropicClient().error(refused, "t"));
    }

    private static UpstreamFault.UpstreamRefused refused(Refusal refusal) {
        return new UpstreamFault.UpstreamRefused(400, refusal);
    }

    @Test
    void aRefusalInOtherWordsIsPutIntoTheClients() {
        var refused =
                refused(
                        new Refusal(
                                "too long",
                                "BadRequestError",
                                "input",
                                "too_long",
                                Map.of("innererror", "{\"a\":true}"),
                                new byte[0],
                                ""));

        assertEquals(
                "{\"error\":{\"message\":\"too long\",\"type\":\"BadRequestError\",\"param\":\"input\",\"code\":\"too_long\",\"innererror\":{\"a\":true}}}",
                new String(new OpenAiChatClient().error(refused, "t"), UTF_8));
        assertEquals(
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"too long\"},\"request_id\":\"t\"}",
                new String(new AnthropicClient().error(refused, "t"), UTF_8));
    }
}
