package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.AllowedOrigins;
import dev.airelay.limit.Limits;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.upstream.Kind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What web pages are told.
class CrossOriginTest {
    private static final String PAGE = "https://app.example";

    private static RelayWorld world(String origins) {
        return new RelayWorld(UnpricedPolicy.FREE, origins);
    }

    private static RecordedReply preflight(RelayWorld world, String path, String origin) {
        return world.ask("OPTIONS", path)
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header(
                        "access-control-request-headers",
                        "authorization,content-type, x-stainless-os,bad name,x\u0000y")
                .send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHAT,
                MESSAGES,
                "/v1/responses",
                "/v1/models",
                "/v1/models/a%2Fb",
                "/v1/nothing",
                "/api/proxy/vip/v1/chat/completions"
            })
    void aBrowserIsAnsweredBeforehandWithoutAKey(String path) {
        try (var world = world("*")) {
            var reply = preflight(world, path, PAGE);

            assertEquals(204, reply.status());
            assertArrayEquals(new byte[0], reply.bytes());
            assertEquals("*", reply.header("access-control-allow-origin"));
            assertEquals("GET, HEAD, POST, OPTIONS", reply.header("access-control-allow-methods"));
            assertEquals(
                    "authorization, content-type, x-stainless-os",
                    reply.header("access-control-allow-headers"));
            assertEquals("86400", reply.header("access-control-max-age"));
            assertFalse(reply.headers().has("access-control-allow-credentials"));
            assertFalse(reply.headers().has("vary"));
        }
    }

    @Test
    void everyAnswerSaysWhoMayReadIt() {
        try (var world = world("*")) {
            world.channel("up", Kind.OPENAI);
            world.limitKey(new Limits(3, 0, 0));
            world.upstream()
                    .expect(
                            "up.test",
                            Script.json(200, ANSWER).header("x-codex-turn-state", "s"),
                            Script.stream(FIRST + USAGE + DONE),
                            Script.json(400, "{\"error\":{\"message\":\"no\"}}"));
            var whole = world.post(CHAT, WHOLE).header("origin", PAGE).send();
            var stream = world.post(CHAT, STREAMED).header("origin", PAGE).send();
            var refused = world.post(CHAT, WHOLE).header("origin", PAGE).send();
            var limited = world.post(CHAT, WHOLE).header("origin", PAGE).send();
            var stranger = world.ask("POST", MESSAGES).header("origin", PAGE).send();
            var lost = world.ask("GET", "/v1/nothing").header("origin", PAGE).send();
            var wrong = world.ask("DELETE", CHAT).header("origin", PAGE).send();

            int[] statuses = {200, 200, 400, 429, 401, 404, 405};
            RecordedReply[] replies = {whole, stream, refused, limited, stranger, lost, wrong};
            for (int i = 0; i < statuses.length; i++) {
                assertEquals(statuses[i], replies[i].status());
                assertEquals("*", replies[i].header("access-control-allow-origin"));
                assertExposed(replies[i], "x-request-id", "x-proxy-response-time");
            }
            assertExposed(whole, "x-ratelimit-remaining-requests", "x-proxy-provider");
            assertExposed(whole, "x-codex-turn-state");
            assertExposed(limited, "retry-after", "x-ratelimit-reset-requests");
            assertExposed(stranger, "request-id");
            assertFalse(whole.header("access-control-expose-headers").contains("content-type"));
        }
    }

    private static void assertExposed(RecordedReply reply, String... names) {
        var exposed = Set.of(reply.header("access-control-expose-headers").split(", "));
        for (String name : names) {
            assertTrue(exposed.contains(name), () -> name + " of " + exposed);
        }
    }

    @Test
    void aStreamThatBeginsWithACommentSaysItToo() {
        try (var world = world("*")) {
            world.channel("up", Kind.OPENAI);
            world.upstream()
                    .expect(
                            "up.test",
                            Script.stream(FIRST + USAGE + DONE)
                                    .onCall(() -> world.pass(Duration.ofSeconds(11))));
            var reply = world.post(CHAT, STREAMED).header("origin", PAGE).send();

            assertTrue(reply.text().startsWith(":"));
            assertEquals("*", reply.header("access-control-allow-origin"));
        }
    }

    @Test
    void otherClientsAreToldNothing() {
        try (var world = world("*")) {
            var reply = world.ask("POST", CHAT).send();

            assertFalse(reply.headers().has("access-control-allow-origin"));
            assertFalse(reply.headers().has("access-control-expose-headers"));
            assertEquals(405, world.ask("OPTIONS", CHAT).send().status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/v1", "/v2/models", "/api/keys", "/api/proxy/X/v1/a"})
    void nothingButTheApiIsForPages(String path) {
        try (var world = world("*")) {
            var reply = preflight(world, path, PAGE);

            assertTrue(reply.status() >= 400, () -> path + " " + reply.status());
            assertFalse(reply.headers().has("access-control-allow-origin"));
        }
    }

    @Test
    void listedOriginsAreNamedAndOthersAreNot() {
        try (var world = world("https://app.example, http://localhost:3000")) {
            var ours = world.ask("POST", CHAT).header("origin", "http://localhost:3000").send();
            var shouted = preflight(world, CHAT, "https://APP.example");
            var theirs = preflight(world, CHAT, "https://evil.example");
            var theirAnswer = world.ask("POST", CHAT).header("origin", "null").send();
            var nobodys = world.ask("POST", CHAT).send();

            assertEquals("http://localhost:3000", ours.header("access-control-allow-origin"));
            assertEquals("https://APP.example", shouted.header("access-control-allow-origin"));
            for (RecordedReply reply : new RecordedReply[] {theirs, theirAnswer, nobodys}) {
                assertFalse(reply.headers().has("access-control-allow-origin"));
            }
            for (RecordedReply reply : new RecordedReply[] {ours, shouted, theirs, nobodys}) {
                assertEquals("origin", reply.header("vary"));
            }
        }
    }

    @Test
    void noneMeansNone() {
        try (var world = world("none")) {
            var reply = preflight(world, CHAT, PAGE);

            assertEquals(405, reply.status());
            assertFalse(reply.headers().has("access-control-allow-origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.example",
                "https://app.example/",
                "https://app.example/path",
                "ftp://app.example",
                "*, https://app.example",
                "https://a b",
                "https://a\r\nx: y",
                "null",
                "https://*.example"
            })
    void aSettingThatCannotBeUnderstoodIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> AllowedOrigins.parse(text));
    }
}
