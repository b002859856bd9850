package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.upstream.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What of an upstream's error the client is shown: its kind, status and words, and nothing that is
/// not for the client.
class ErrorsShownTest extends FaultFixture {
    @ParameterizedTest
    @CsvSource({
        "MESSAGES_STREAMED, overloaded_error, 529, overloaded_error",
        "MESSAGES_WHOLE, overloaded_error, 529, overloaded_error",
        "MESSAGES_STREAMED, rate_limit_error, 429, rate_limit_error",
        "MESSAGES_STREAMED, api_error, 502, api_error",
        "MESSAGES_STREAMED, timeout_error, 504, timeout_error",
        "MESSAGES_STREAMED, invalid_request_error, 400, invalid_request_error",
        "MESSAGES_STREAMED, request_too_large, 413, request_too_large",
        "MESSAGES_STREAMED, billing_error, 503, api_error",
        "RESPONSES_STREAMED, rate_limit_exceeded, 429, rate_limit_exceeded",
        "RESPONSES_STREAMED, server_error, 502, upstream_error",
        "RESPONSES_STREAMED, invalid_prompt, 400, invalid_prompt",
        "RESPONSES_STREAMED, server_is_overloaded, 503, server_is_overloaded",
        "RESPONSES_STREAMED, context_length_exceeded, 400, context_length_exceeded",
        "RESPONSES_STREAMED, insufficient_quota, 503, upstream_quota",
        "CHAT_STREAMED, 400, 400, invalid_request",
        "CHAT_STREAMED, 429, 429, rate_limit_exceeded",
        "CHAT_STREAMED, 503, 503, server_is_overloaded",
        "CHAT_STREAMED, slow_down, 503, server_is_overloaded",
        "CHAT_WHOLE, 413, 413, request_too_large",
    })
    void anErrorInPlaceOfTheFirstContentKeepsItsKindAndStatus(
            Order order, String word, int status, String kind) throws Exception {
        world.channel("first", order.kind(), 0, Map.of());
        world.upstream().expect("first.test", new Trouble(200, word, "boom").script(order));

        RecordedReply reply = ask(order);

        assertEquals(status, reply.status());
        isAnErrorOf(order, reply);
        JsonNode error = JSON.readTree(reply.bytes()).path("error");
        String said = error.path(order.kind() == Kind.ANTHROPIC ? "type" : "code").asText();
        assertTrue(said.equals(kind) || said.equals(word), said);
        assertEquals(status, world.usage().status());
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT_STREAMED", "MESSAGES_STREAMED", "RESPONSES_STREAMED"})
    void commentsBeforeARefusalDoNotFixTheStatus(Order order) {
        world.channel("first", order.kind());
        Script refusal = new Trouble(200, "content_filter", "no").script(order);
        String frames = new String(refusal.body(), UTF_8);
        world.upstream()
                .expect("first.test", Script.stream(": PROCESSING\n\n: again\n\n" + frames));

        assertEquals(400, ask(order).status());
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT_STREAMED", "MESSAGES_STREAMED", "RESPONSES_STREAMED"})
    void anErrorInTheMiddleKeepsItsKindInTheEventThatTellsOfIt(Order order) {
        world.channel("first", order.kind());
        String word = order.kind() == Kind.ANTHROPIC ? "overloaded_error" : "server_is_overloaded";
        String begun = order.answer().substring(0, order.answer().lastIndexOf("Hi") + 2);
        String frames =
                begun + order.answer().substring(begun.length()).split("\n\n", 2)[0] + "\n\n";
        String trouble =
                new String(
                        new Trouble(200, word, "org-SECRET at http://10.0.0.7:80")
                                .script(order)
                                .body(),
                        UTF_8);
        world.upstream().expect("first.test", Script.stream(frames + trouble));

        RecordedReply reply = ask(order);

        assertTrue(reply.text().startsWith(frames), reply.text());
        String event = reply.text().substring(frames.length());
        assertTrue(event.contains(word), event);
        assertFalse(event.contains("SECRET") || event.contains("10.0.0.7"), event);
        assertEquals("upstream_overloaded", world.usage().failure());
        assertTrue(world.usage().attempts().getFirst().detail().contains("org-SECRET"));
    }

    @Test
    void whatARefusalSaysIsShownWithoutWhatIsNotForTheClient() throws Exception {
        Order order = Order.CHAT_WHOLE;
        world.channel("first", order.kind());
        String key = world.secrets().getFirst();
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(
                                400,
                                "{\"error\":{\"message\":\"too long for org-AbC123 with "
                                        + key.replace("-", "\\u002d")
                                        + " at first.test\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"too_long\",\"user_id\":\"user_1\"},\"account\":\"x\"}"));

        JsonNode body = JSON.readTree(ask(order).bytes());

        assertEquals(
                JSON.readTree(
                        "{\"error\":{\"message\":\"too long for *** with *** at ***\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"too_long\"}}"),
                body);
        String detail = world.usage().attempts().getFirst().detail();
        assertTrue(detail.contains("org-AbC123") && !detail.contains("upstream-of"), detail);
    }

    @Test
    void whatAFilterFoundIsShown() throws Exception {
        Order order = Order.CHAT_WHOLE;
        world.channel("first", order.kind());
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(
                                400,
                                "{\"error\":{\"message\":\"filtered by org-AbC123\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"account_id\":\"a1\",\"content_filter_result\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"}}}}}"));

        JsonNode error = JSON.readTree(ask(order).bytes()).path("error");

        assertEquals("filtered by ***", error.path("message").asText());
        assertEquals(
                JSON.readTree(
                        "{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":{\"hate\":{\"filtered\":true,\"severity\":\"high\"}}}"),
                error.path("innererror"));
    }
}
