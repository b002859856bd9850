package dev.airelay.local.through;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings.Mode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Both ways to run the proxy give the same answers, byte for byte.
class ParityTest {
    private static final Set<String> OF_THE_CARRIER =
            Set.of(
                    ":status",
                    "date",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "x-proxy-response-time");
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

    private static final List<Asked> REQUESTS =
            List.of(
                    Asked.post("/v1/chat/completions", CHAT + "}"),
                    Asked.post("/v1/chat/completions", CHAT + ",\"stream\":true}"),
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
                    Asked.post("/v1/chat/completions", CHAT + "}")
                            .with("authorization", "Bearer sk-other"),
                    Asked.post("/v1/messages", MESSAGES + "}").with("authorization", "none"));

    @Test
    void serverAndLambdaAnswerAlike() throws Exception {
        try (DemoRelay server = DemoRelay.start(Mode.SERVER);
                DemoRelay lambda = DemoRelay.start(Mode.LAMBDA);
                HttpClient client = HttpClient.newHttpClient()) {
            for (Asked asked : REQUESTS) {
                HttpResponse<byte[]> one = send(client, server.relay(), asked);
                HttpResponse<byte[]> other = send(client, lambda.relay(), asked);
                String what = asked.method + " " + asked.path + " " + asked.body;
                assertEquals(one.statusCode(), other.statusCode(), what);
                assertEquals(headers(one), headers(other), what);
                assertEquals(new String(one.body(), UTF_8), new String(other.body(), UTF_8), what);
                assertArrayEquals(one.body(), other.body(), what);
            }
        }
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
        headers.keySet().removeAll(OF_THE_CARRIER);
        return headers;
    }
}
