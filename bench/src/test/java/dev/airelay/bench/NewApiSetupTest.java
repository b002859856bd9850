package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Against a server that answers as new-api's sources do, in both of their forms.
class NewApiSetupTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STEPS =
            List.of(
                    "POST /api/setup",
                    "POST /api/user/login",
                    "PUT /api/option/",
                    "POST /api/channel/",
                    "POST /api/token/",
                    "GET /api/token/");

    private record Call(String what, JsonNode body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    /// One release.
    private interface Release {
        /// The `data` of an answer, as JSON.
        String data(String what);

        boolean lets(HttpExchange exchange);
    }

    /// Cookie, number of the user, keys in an array.
    private static final class Early implements Release {
        @Override
        public String data(String what) {
            return switch (what) {
                case "POST /api/user/login" -> "{\"id\":1,\"username\":\"root\",\"role\":100}";
                case "GET /api/token/" -> "[{\"id\":7,\"key\":\"abc\"}]";
                default -> "null";
            };
        }

        @Override
        public boolean lets(HttpExchange exchange) {
            var fields = exchange.getRequestHeaders();
            return String.valueOf(fields.getFirst("Cookie")).contains("session=s1")
                    && "1".equals(fields.getFirst("New-Api-User"));
        }
    }

    /// Access token, keys masked in a page.
    private static final class Late implements Release {
        @Override
        public String data(String what) {
            return switch (what) {
                case "POST /api/user/login" -> "{\"access_token\":\"t1\",\"user\":{\"id\":1}}";
                case "GET /api/token/" ->
                        "{\"page\":1,\"total\":1,\"items\":[{\"id\":7,\"key\":\"a**c\"}]}";
                case "POST /api/token/7/key" -> "{\"key\":\"abc\"}";
                default -> "null";
            };
        }

        @Override
        public boolean lets(HttpExchange exchange) {
            return "Bearer t1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        }
    }

    private URI serve(Release release) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, release));
        server.start();
        opened.add(() -> server.stop(0));
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, Release release) throws IOException {
        try (exchange) {
            var what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            calls.add(new Call(what, JSON.readTree(exchange.getRequestBody().readAllBytes())));
            boolean open = what.equals("POST /api/setup") || what.equals("POST /api/user/login");
            boolean let = open || release.lets(exchange);
            exchange.getResponseHeaders().set("Set-Cookie", "session=s1; Path=/; HttpOnly");
            byte[] body =
                    (let
                                    ? "{\"success\":true,\"message\":\"\",\"data\":"
                                            + release.data(what)
                                            + "}"
                                    : "{\"success\":false,\"message\":\"not logged in\"}")
                            .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private List<String> called() {
        return calls.stream().map(Call::what).toList();
    }

    private JsonNode sent(String what) {
        return calls.stream()
                .filter(call -> call.what().equals(what))
                .findFirst()
                .orElseThrow()
                .body();
    }

    @Test
    void anEarlyReleaseIsSetUp() throws Exception {
        assertEquals("sk-abc", new NewApiSetup(serve(new Early())).run(9_000));
        assertEquals(STEPS, called());
    }

    @Test
    void aLateReleaseIsSetUp() throws Exception {
        assertEquals("sk-abc", new NewApiSetup(serve(new Late())).run(9_000));
        assertEquals(STEPS, called().subList(0, STEPS.size()));
        assertEquals("POST /api/token/7/key", called().getLast());
    }

    @Test
    void theChannelLeadsToTheUpstreamAndTheKeyHasNoLimit() throws Exception {
        new NewApiSetup(serve(new Early())).run(9_000);
        JsonNode channel = sent("POST /api/channel/").path("channel");
        assertEquals("single", sent("POST /api/channel/").path("mode").asText());
        assertEquals("http://127.0.0.1:9000", channel.path("base_url").asText());
        assertEquals("zero", channel.path("models").asText());
        assertTrue(sent("POST /api/token/").path("unlimited_quota").asBoolean());
        assertEquals(
                sent("POST /api/setup").path("password"),
                sent("POST /api/user/login").path("password"));
    }

    @Test
    void aRefusalIsTold() throws Exception {
        var closed =
                new Release() {
                    @Override
                    public String data(String what) {
                        return "{\"id\":1}";
                    }

                    @Override
                    public boolean lets(HttpExchange exchange) {
                        return false;
                    }
                };
        URI base = serve(closed);
        var refused = assertThrows(IOException.class, () -> new NewApiSetup(base).run(9_000));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("PUT /api/option/: 200 not logged in"),
                refused.getMessage());
    }
}
