package dev.airelay.local.through;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Grant;
import dev.airelay.access.RelayKey;
import dev.airelay.limit.Limits;
import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Both ways to run the proxy give the same answers, byte for byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest {
    private static final Set<String> OF_CARRIER_AND_CLOCK =
            Set.of(
                    ":status",
                    "date",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "retry-after",
                    "x-proxy-response-time",
                    "x-ratelimit-reset-requests");
    private static final String CHAT =
            "{\"model\":\"demo-large\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String MESSAGES =
            "{\"model\":\"demo-large\",\"max_tokens\":50,\"messages\":"
                    + "[{\"role\":\"user\",\"content\":\"hi\"}]";

    /// One request; a key is added unless it brings its own `authorization`.
    private record Asked(String method, String path, String body, Map<String, String> headers) {
        static Asked post(String path, String body) {
            return new Asked("POST", path, body, Map.of());
        }

        static Asked get(String path) {
            return new Asked("GET", path, "", Map.of());
        }

        Asked with(String name, String value) {
            var more = new TreeMap<>(headers);
            more.put(name, value);
            return new Asked(method, path, body, more);
        }
    }

    private static final Asked CHATTING = Asked.post("/v1/chat/completions", CHAT + "}");
    private static final Asked STREAMING =
            Asked.post("/v1/chat/completions", CHAT + ",\"stream\":true}");
    private static final Asked MESSAGING = Asked.post("/v1/messages", MESSAGES + "}");

    private static final List<Asked> REQUESTS =
            List.of(
                    CHATTING,
                    STREAMING,
                    Asked.post(
                            "/v1/chat/completions",
                            CHAT + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}"),
                    Asked.post("/v1/completions", "{\"model\":\"demo-large\",\"prompt\":\"é🙂\"}"),
                    Asked.post("/v1/embeddings", "{\"model\":\"demo-embedding\",\"input\":\"a\"}"),
                    Asked.post("/v1/responses", "{\"model\":\"demo-large\",\"input\":\"hi\"}"),
                    Asked.post(
                            "/v1/responses",
                            "{\"model\":\"demo-large\",\"input\":\"hi\",\"stream\":true}"),
                    Asked.post("/v1/messages?beta=true", MESSAGES + "}"),
                    Asked.post("/v1/messages", MESSAGES + ",\"stream\":true}"),
                    Asked.post("/v1/messages/count_tokens", MESSAGES + "}"),
                    Asked.get("/v1/models"),
                    Asked.get("/v1/models").with("anthropic-version", "2023-06-01"),
                    Asked.get("/v1/models/demo-large"),
                    Asked.get("/healthz"),
                    new Asked("HEAD", "/", "", Map.of()),
                    Asked.get("/v1/nothing"),
                    Asked.get("/v1/chat/completions"),
                    Asked.post("/v1/chat/completions", "{\"model\":\"nobody\",\"messages\":[]}"),
                    Asked.post("/v1/chat/completions", "{\"model\":"),
                    Asked.post("/v1/messages", "[]"),
                    CHATTING.with("authorization", "Bearer sk-other"),
                    MESSAGING.with("authorization", "none"),
                    Asked.post(
                            "/v1/chat/completions",
                            CHAT + ",\"user\":\"" + "x".repeat(3_000_000) + "\"}"));

    private final DemoRelay server = DemoRelay.start(new Mode.Server(Duration.ZERO));
    private final DemoRelay lambda = DemoRelay.start(DemoRelay.LAMBDA);
    private final HttpClient client = HttpClient.newHttpClient();

    ParityTest() throws Exception {}

    @AfterAll
    void close() {
        client.close();
        lambda.close();
        server.close();
    }

    @Test
    void serverAndLambdaAnswerAlike() throws Exception {
        for (Asked asked : REQUESTS) {
            alike(asked);
        }
    }

    @Test
    void serverAndLambdaRefuseAlike() throws Exception {
        refusedAlike(401, "disabled", key -> key.withEnabled(false));
        refusedAlike(401, "expired", key -> with(key, Instant.EPOCH, Set.of(), Limits.NONE));
        refusedAlike(403, "demo-large", key -> with(key, Instant.MAX, Set.of("x"), Limits.NONE));
    }

    private void refusedAlike(int status, String said, UnaryOperator<RelayKey> change)
            throws Exception {
        var before = List.of(record(server), record(lambda));
        change(change);
        for (Asked asked : List.of(CHATTING, MESSAGING, STREAMING)) {
            HttpResponse<byte[]> refused = alike(asked);
            assertEquals(status, refused.statusCode());
            String body = new String(refused.body(), UTF_8);
            assertTrue(body.contains(said), body);
        }
        server.relay().keys().save(before.getFirst().withRevision(record(server).revision()));
        lambda.relay().keys().save(before.getLast().withRevision(record(lambda).revision()));
    }

    @Test
    void serverAndLambdaLimitAlike() throws Exception {
        change(key -> with(key, Instant.MAX, Set.of(), new Limits(2, 0, 0)));
        assertEquals(200, alike(CHATTING).statusCode());
        assertEquals(200, alike(MESSAGING).statusCode());
        assertEquals(429, alike(CHATTING).statusCode());
        assertEquals(429, alike(MESSAGING).statusCode());
        change(key -> with(key, Instant.MAX, Set.of(), Limits.NONE));
    }

    private void change(UnaryOperator<RelayKey> change) {
        for (DemoRelay each : List.of(server, lambda)) {
            each.relay().keys().save(change.apply(record(each)));
        }
    }

    private static RelayKey record(DemoRelay of) {
        return of.relay().keyRecord(of.relay().announcement().apiKey());
    }

    private static RelayKey with(
            RelayKey key, Instant expiresAt, Set<String> models, Limits limits) {
        return new RelayKey(
                key.id(),
                key.userId(),
                key.hash(),
                key.lastFour(),
                key.name(),
                true,
                expiresAt,
                Grant.of(models),
                limits,
                key.revision());
    }

    private HttpResponse<byte[]> alike(Asked asked) throws IOException, InterruptedException {
        HttpResponse<byte[]> one = send(client, server.relay(), asked);
        HttpResponse<byte[]> other = send(client, lambda.relay(), asked);
        int shown = Math.min(200, asked.body.length());
        String what = asked.method + " " + asked.path + " " + asked.body.substring(0, shown);
        assertEquals(one.statusCode(), other.statusCode(), what);
        assertEquals(headers(one), headers(other), what);
        assertEquals(new String(one.body(), UTF_8), new String(other.body(), UTF_8), what);
        assertArrayEquals(one.body(), other.body(), what);
        return one;
    }

    private static HttpResponse<byte[]> send(HttpClient client, LocalRelay relay, Asked asked)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(relay.announcement().baseUrl() + asked.path))
                        .header("x-request-id", "parity-1")
                        .header("content-type", "application/json")
                        .method(
                                asked.method,
                                asked.body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(asked.body));
        asked.headers.forEach(request::header);
        if (!asked.headers.containsKey("authorization")) {
            request.header("authorization", "Bearer " + relay.announcement().apiKey().reveal());
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(OF_CARRIER_AND_CLOCK);
        return headers;
    }
}
