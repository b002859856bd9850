package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.limit.Limits;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.local.loss.ScriptedUpstream.Seen;
import dev.airelay.local.server.RawClient;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.UsageRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClientLossTest {
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_client_that_leaves_in_mid_stream_takes_the_upstream_connection_with_it(Dialect dialect)
            throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            try (RawClient leaving = client.send(dialect, "endless", true)) {
                assertEquals(200, leaving.head().status());
                assertTrue(
                        leaving.chunk().startsWith(dialect == Dialect.OPENAI ? "data" : "event"));
            }
            assertTrue(scene.upstream().next().hungUp());
            UsageRecord usage = scene.relay().record();
            assertEquals(Outcome.CLIENT_LEFT, usage.outcome());
            assertEquals("client_gone", usage.failure());
            assertEquals(Source.COUNTED, usage.source());
            assertTrue(usage.tokens().output() > 0);
            assertEquals(200, usage.status());
            assertEquals(0, scene.relay().moreRecords());
        }
    }

    /// Nothing is read from the client and nothing written to it, so only its own end can tell.
    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, true",
        "/v1/chat/completions, false",
        "/v1/responses, true",
        "/v1/responses, false",
        "/v1/messages, true",
        "/v1/messages, false"
    })
    void a_client_that_leaves_a_silent_upstream_takes_its_connection_with_it(
            String path, boolean streamed) throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            Seen call;
            try (RawClient _ = client.send(path, body("quiet", streamed))) {
                call = scene.upstream().next();
            }
            assertTrue(call.hungUp());
            UsageRecord usage = scene.relay().record();
            assertEquals(Outcome.CLIENT_LEFT, usage.outcome());
            assertEquals("client_gone", usage.failure());
            assertEquals(0, scene.upstream().more(), "nobody else is asked");
            assertEquals(0, scene.relay().moreRecords());
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_client_that_leaves_a_stream_that_says_nothing_more_is_noticed(Dialect dialect)
            throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            try (RawClient leaving = client.send(dialect, "lull", true)) {
                assertEquals(200, leaving.head().status());
                assertFalse(leaving.chunk().isEmpty());
            }
            assertTrue(scene.upstream().next().hungUp());
            assertEquals(Outcome.CLIENT_LEFT, scene.relay().record().outcome());
        }
    }

    @Test
    void what_a_client_without_a_key_sends_is_not_waited_for() throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            int port = scene.relay().client(Limits.NONE).port();
            try (RawClient stranger = new RawClient(port)) {
                stranger.ask("POST", "/v1/messages", "x-api-key: none", "Content-Length: 6000000");
                var head = stranger.head();
                assertEquals(401, head.status());
                assertTrue(stranger.body(head).contains("authentication_error"));
            }
        }
    }

    @Test
    void a_body_that_is_announced_too_large_or_is_no_body_is_refused_in_the_dialect()
            throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            String key = "x-api-key: " + client.key().reveal();
            try (RawClient large = new RawClient(client.port())) {
                large.ask("POST", "/v1/chat/completions", key, "Content-Length: 6291457");
                assertEquals(413, large.head().status());
            }
            try (RawClient nonsense = new RawClient(client.port())) {
                nonsense.ask("POST", "/v1/messages", key, "Transfer-Encoding: chunked");
                nonsense.send("+5\r\nhello\r\n0\r\n\r\n");
                var head = nonsense.head();
                assertEquals(400, head.status());
                assertTrue(nonsense.body(head).contains("invalid_request_error"));
                assertEquals(-1, nonsense.read());
            }
            try (RawClient half = client.send("/v1/responses", "")) {
                assertEquals(400, half.head().status());
            }
            assertEquals(0, scene.upstream().more());
            assertEquals(0, scene.relay().moreRecords());
        }
    }

    private static String body(String model, boolean streamed) {
        return "{\"model\":\""
                + model
                + "\",\"stream\":"
                + streamed
                + ",\"max_tokens\":50,\"input\":\"Hello\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }
}
