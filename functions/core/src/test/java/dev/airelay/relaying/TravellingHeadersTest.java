package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Headers;
import dev.airelay.upstream.Kind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which header fields go through the relay, and which never do.
class TravellingHeadersTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    private Headers sent(String path, Headers.Builder fields) {
        if (world.upstream().received().isEmpty()) {
            world.channel("up", path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI);
        }
        world.upstream().expect("up.test", Script.json(200, ANSWER));
        var asking = world.post(path, WHOLE);
        fields.build().forEach(asking::header);
        assertEquals(200, asking.send().status());
        return world.upstream().received().getLast().headers();
    }

    private RecordedReply answered(Script script, String body) {
        world.channel("up", Kind.OPENAI);
        world.upstream().expect("up.test", script);
        return world.post(CHAT, body).send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-codex-turn-state",
                "x-codex-turn-metadata",
                "x-codex-beta-features",
                "x-codex-window-id",
                "x-codex-parent-thread-id",
                "thread-id",
                "session-id",
                "session_id",
                "conversation_id",
                "originator",
                "version",
                "x-openai-subagent",
                "x-client-request-id"
            })
    void codexSpeaksToItsVendor(String name) {
        var sent = sent(RESPONSES, Headers.builder().set(name, "value-1; a=b"));
        assertEquals("value-1; a=b", sent.first(name).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-claude-code-session-id",
                "x-claude-remote-container-id",
                "x-app",
                "anthropic-beta",
                "anthropic-dangerous-direct-browser-access",
                "x-stainless-retry-count"
            })
    void claudeCodeSpeaksToItsVendor(String name) {
        var sent = sent(MESSAGES, Headers.builder().set(name, "cli,1"));
        assertEquals("cli,1", sent.first(name).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cookie",
                "x-goog-api-key",
                "chatgpt-account-id",
                "openai-organization",
                "openai-project",
                "x-openai-actor-authorization",
                "x-codex-attestation",
                "x-codex-access-token",
                "anthropic-workspace-id",
                "anthropic-organization-id",
                "anthropic-api-key",
                "x-forwarded-for",
                "traceparent",
                "proxy-authorization",
                "te",
                "x-amzn-trace-id"
            })
    void whatPicksAnAccountOrBelongsToTheClientAloneStays(String name) {
        var sent = sent(CHAT, Headers.builder().set(name, "secret"));
        assertFalse(sent.has(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx-evil: 1", "a\u0000", "\u007f", "größe", "a\nb", "🙂"})
    void oddCharactersAreSentToNobody(String value) {
        var sent = sent(CHAT, Headers.builder().set("x-codex-turn-state", value));
        assertFalse(sent.has("x-codex-turn-state"));
    }

    @Test
    void hugeValuesAndThoseThatHoldAKeyAreSentToNobody() {
        var fields =
                Headers.builder()
                        .set("x-codex-turn-state", "a".repeat(8_193))
                        .set("user-agent", "sdk " + world.keyText())
                        .set("x-codex-window-id", "a".repeat(8_192));
        var sent = sent(CHAT, fields);
        assertFalse(sent.has("x-codex-turn-state"));
        assertFalse(sent.has("user-agent"));
        assertTrue(sent.has("x-codex-window-id"));
    }

    @Test
    void whatTheClientMeantForItsConnectionStaysThere() {
        var fields =
                Headers.builder()
                        .set("connection", "close, X-Codex-Turn-State")
                        .set("x-codex-turn-state", "a")
                        .set("x-codex-window-id", "b");
        var sent = sent(CHAT, fields);
        assertFalse(sent.has("x-codex-turn-state"));
        assertTrue(sent.has("x-codex-window-id"));
    }

    @Test
    void repeatedFieldsTravelAsOne() {
        var sent =
                sent(
                        MESSAGES,
                        Headers.builder().add("anthropic-beta", "a").add("anthropic-beta", "b"));
        assertEquals("a,b", sent.first("anthropic-beta").orElse(""));
    }

    @Test
    void anIdempotencyKeyIsThatOfItsUser() {
        var first = sent(CHAT, Headers.builder().set("idempotency-key", "order-1"));
        var again = sent(CHAT, Headers.builder().set("idempotency-key", "order-1"));
        var other = sent(CHAT, Headers.builder().set("idempotency-key", "order-2"));

        String key = first.first("idempotency-key").orElse("");
        assertTrue(key.matches("[A-Za-z0-9_-]{43}"), key);
        assertEquals(key, again.first("idempotency-key").orElse(""));
        assertNotEquals(key, other.first("idempotency-key").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-codex-turn-state",
                "x-codex-safety-buffering-enabled",
                "x-reasoning-included",
                "openai-model",
                "openai-processing-ms",
                "x-claude-anything"
            })
    void whatTheClientNeedsComesBack(String name) {
        var reply = answered(Script.json(200, ANSWER).header(name, "state-1"), WHOLE);
        assertEquals("state-1", reply.header(name));
    }

    @Test
    void itComesBackWithAStreamAsWell() {
        var script = Script.stream(FIRST + USAGE + DONE).header("x-codex-turn-state", "s");
        assertEquals("s", answered(script, STREAMED).header("x-codex-turn-state"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set-cookie",
                "openai-organization",
                "openai-project",
                "x-codex-primary-used-percent",
                "x-codex-secondary-reset-at",
                "x-codex-bengalfox-limit-name",
                "x-codex-credits-balance",
                "x-codex-plan-type",
                "x-codex-promo-message",
                "anthropic-ratelimit-requests-remaining",
                "anthropic-organization-id",
                "x-ratelimit-remaining-requests",
                "x-models-etag",
                "cf-ray",
                "server",
                "via",
                "access-control-allow-origin",
                "trailer"
            })
    void whatTellsOfTheChannelsAccountDoesNot(String name) {
        var reply = answered(Script.json(200, ANSWER).header(name, "1"), WHOLE);
        assertFalse(reply.headers().has(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nset-cookie: x=1", "a\u0000b", "é", "\u0001", "官方"})
    void oddCharactersOfAnAnswerNeitherFailItNorPass(String value) {
        var script =
                Script.json(200, ANSWER)
                        .header("x-codex-turn-state", value)
                        .header("x-request-id", value)
                        .header("openai-model", "gpt");
        var reply = answered(script, WHOLE);

        assertEquals(200, reply.status());
        assertFalse(reply.headers().has("x-codex-turn-state"));
        assertEquals("gpt", reply.header("openai-model"));
        assertTrue(reply.headers().asMap().values().stream().allMatch(Headers::isPrintable));
    }

    @Test
    void hugeFieldsOfAnAnswerStayBehind() {
        var script =
                Script.json(200, ANSWER)
                        .header("x-codex-turn-state", "a".repeat(5_000))
                        .header("x-codex-b", "b".repeat(1_400))
                        .header("x-codex-c", "c".repeat(1_400))
                        .header("x-codex-d", "d".repeat(1_400));
        var reply = answered(script, WHOLE);

        assertFalse(reply.headers().has("x-codex-turn-state"));
        assertTrue(reply.headers().has("x-codex-b"));
        assertTrue(reply.headers().has("x-codex-c"));
        assertFalse(reply.headers().has("x-codex-d"));
    }
}
