package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Headers;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every answer carries, and what travels on to an upstream.
class FrontDoorTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    private ScriptedUpstream.Received received() {
        return world.upstream().received().getLast();
    }

    @ParameterizedTest
    @CsvSource({"GET,/", "GET,/healthz"})
    void isAliveForEveryone(String method, String path) {
        RecordedReply reply = world.ask(method, path).send();

        assertEquals(200, reply.status());
        assertEquals("{\"status\":\"ok\"}", reply.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/v1/chat/completions"})
    void aHeadHasNoBody(String path) {
        RecordedReply reply = world.ask("HEAD", path).send();

        assertTrue(reply.ended());
        assertArrayEquals(new byte[0], reply.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0199c7a8-3f4e-7c11-9a55-0242ac120002", "Root=1:2.3_4"})
    void takesOverASoundRequestId(String id) {
        boolean sound = !id.contains("=");

        String answered =
                world.ask("GET", "/").header("x-request-id", id).send().header("x-request-id");

        assertEquals(sound, answered.equals(id), answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a\r\nset-cookie: x=1", "é", "a\u0000", "<script>", "a,b"})
    void makesItsOwnRequestIdInPlaceOfAnUnsoundOne(String id) {
        RecordedReply reply = world.ask("GET", "/nowhere").header("x-request-id", id).send();

        assertTrue(
                reply.header("x-request-id").matches("req_[0-9a-f]{32}"),
                reply.header("x-request-id"));
        assertFalse(reply.headers().has("set-cookie"));
    }

    @Test
    void makesItsOwnRequestIdInPlaceOfALongOne() {
        var exactly = world.ask("GET", "/").header("x-request-id", "a".repeat(128)).send();
        var longer = world.ask("GET", "/").header("x-request-id", "a".repeat(129)).send();

        assertEquals("a".repeat(128), exactly.header("x-request-id"));
        assertTrue(longer.header("x-request-id").startsWith("req_"));
    }

    @Test
    void theRecordKeepsItsOwnIdBesideTheClients() {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, ANSWER));

        world.post(CHAT, WHOLE).header("x-request-id", "mine").send();

        assertEquals("mine", world.usage().traceId());
        assertTrue(world.usage().requestId().startsWith("req_"));
    }

    @Test
    void anAnswerNamesItsChannelAndTheTimeItTook() {
        world.channel("a", "Main account", Kind.OPENAI, Set.of("*"), 0, Map.of());
        world.upstream()
                .expect(
                        "a.test",
                        Script.json(200, ANSWER)
                                .header("set-cookie", "x=1")
                                .header("openai-organization", "org-1")
                                .onCall(() -> world.pass(Duration.ofMillis(120))));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertEquals(
                Set.of(
                        "x-request-id",
                        "cache-control",
                        "content-type",
                        "x-proxy-provider",
                        "x-proxy-model",
                        "x-proxy-response-time"),
                reply.headers().asMap().keySet());
        assertEquals("Main account", reply.header("x-proxy-provider"));
        assertEquals("120", reply.header("x-proxy-response-time"));
        assertEquals("no-store", reply.header("cache-control"));
    }

    @Test
    void aFailureNamesItsChannelAndTheTimeItTookToo() {
        world.channel("a", Kind.ANTHROPIC);
        world.upstream()
                .expect(
                        "a.test",
                        Script.json(500, "{}").onCall(() -> world.pass(Duration.ofMillis(70))));

        RecordedReply reply = world.post(MESSAGES, WHOLE).send();

        assertEquals("a", reply.header("x-proxy-provider"));
        assertEquals("70", reply.header("x-proxy-response-time"));
    }

    @Test
    void aRefusalTellsTheTimeItTook() {
        RecordedReply reply = world.ask("POST", CHAT).send();

        assertEquals("0", reply.header("x-proxy-response-time"));
        assertFalse(reply.headers().has("x-proxy-provider"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"官方渠道", "a\r\nset-cookie: x=1", "é", ""})
    void aChannelWhoseNameFitsNoHeaderIsCalledByItsId(String name) {
        world.channel("a", name, Kind.OPENAI, Set.of("*"), 0, Map.of());
        world.upstream().expect("a.test", Script.json(200, ANSWER));

        assertEquals("a", world.post(CHAT, WHOLE).send().header("x-proxy-provider"));
    }

    @Test
    void anOpenAiUpstreamGetsOnlyWhatConcernsIt() {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, ANSWER));

        world.post(CHAT, WHOLE)
                .query("key=" + world.keyText() + "&api-version=1&key&keyword=k&&b=%20")
                .header("x-api-key", world.keyText())
                .header("cookie", "session=1")
                .header("host", "relay.test")
                .header("x-forwarded-for", "192.0.2.1")
                .header("accept-encoding", "gzip")
                .header("connection", "keep-alive")
                .header("openai-organization", "org-of-the-client")
                .header("user-agent", "sdk")
                .header("x-stainless-lang", "java")
                .header("content-type", "application/json; charset=utf-8")
                .send();

        assertEquals(
                URI.create("https://a.test/v1/chat/completions?api-version=1&keyword=k&b=%20"),
                received().uri());
        assertEquals(
                Map.of(
                        "authorization", "Bearer sk-upstream-of-a-0123456789",
                        "content-type", "application/json",
                        "user-agent", "sdk",
                        "x-stainless-lang", "java",
                        "accept-encoding", "identity"),
                received().headers().asMap());
    }

    @Test
    void anAnthropicUpstreamGetsItsVersionAndBetas() {
        world.channel("a", Kind.ANTHROPIC);
        world.upstream().expect("a.test", Script.json(200, "{}"), Script.json(200, "{}"));

        world.ask("POST", MESSAGES).header("x-api-key", world.keyText()).body(WHOLE).send();
        Headers bare = received().headers();
        world.post(MESSAGES, WHOLE)
                .query("beta=true")
                .header("anthropic-version", "2024-01-01")
                .header("anthropic-beta", "a-1,b-2")
                .send();
        Headers full = received().headers();

        assertEquals("2023-06-01", bare.first("anthropic-version").orElse(""));
        assertEquals("sk-upstream-of-a-0123456789", bare.first("x-api-key").orElse(""));
        assertFalse(bare.has("authorization"));
        assertEquals("2024-01-01", full.first("anthropic-version").orElse(""));
        assertEquals("a-1,b-2", full.first("anthropic-beta").orElse(""));
        assertFalse(full.has("authorization"));
        assertEquals(URI.create("https://a.test/v1/messages?beta=true"), received().uri());
    }
}
