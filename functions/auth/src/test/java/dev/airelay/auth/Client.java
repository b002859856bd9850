package dev.airelay.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.platform.api.DocumentedAnswers;
import dev.airelay.platform.api.Routes;
import dev.airelay.relaying.RecordedReply;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;

/// A browser with one cookie, or a script with a token.
final class Client {
    static final String PASSWORD = "correct horse battery";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Handler door;
    private final DocumentedAnswers documented;
    private final String address;
    private String token = "";
    private String cookie = "";

    /// @param routes what the door's answers must be as
    Client(Handler door, Routes routes, String address) {
        this.door = door;
        this.documented = new DocumentedAnswers(routes);
        this.address = address;
    }

    /// What came back.
    record Answered(int status, Headers headers, String text) {
        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError(text, e);
            }
        }

        String code() {
            return body().at("/error/code").asText();
        }

        String outcome() {
            return status + " " + code();
        }

        TreeSet<String> wrongFields() {
            var names = new TreeSet<String>();
            body().at("/error/fields").fieldNames().forEachRemaining(names::add);
            return names;
        }

        String setCookie() {
            return headers.first("set-cookie").orElse("");
        }
    }

    /// The value of the refresh cookie.
    String cookie() {
        return cookie;
    }

    Client withCookie(String other) {
        cookie = other;
        return this;
    }

    String token() {
        return token;
    }

    Answered call(String method, String path, Map<String, ?> body) {
        return call(method, path, JSON.valueToTree(body).toString(), Map.of("x-relay-csrf", "1"));
    }

    Answered call(String method, String path, String body, Map<String, String> more) {
        var headers = Headers.builder().set("host", "127.0.0.1:8787").set("user-agent", "test");
        if (!token.isEmpty()) {
            headers.set("authorization", "Bearer " + token);
        }
        if (!cookie.isEmpty()) {
            headers.set("cookie", "a=b; relay_refresh=" + cookie);
        }
        more.forEach(headers::set);
        var reply = new RecordedReply();
        var parts = path.split("\\?", 2);
        var request =
                new Request(
                        method,
                        parts[0],
                        parts.length == 2 ? parts[1] : "",
                        headers.build(),
                        body.getBytes(UTF_8),
                        address,
                        new Cancellation(Instant.MAX));
        door.handle(request, reply);
        documented.check(request, reply.status(), reply.text());
        var answered = new Answered(reply.status(), reply.headers(), reply.text());
        if (answered.setCookie().startsWith("relay_refresh=")) {
            cookie = answered.setCookie().split("[=;]", 3)[1];
        }
        return answered;
    }

    Answered get(String path) {
        return call("GET", path, "", Map.of());
    }

    Answered post(String path, Map<String, ?> body) {
        return call("POST", path, body);
    }

    Answered delete(String path) {
        return call("DELETE", path, "", Map.of());
    }

    Answered register(String email, Map<String, String> more) {
        var body = new java.util.HashMap<String, String>(more);
        body.putIfAbsent("email", email);
        body.putIfAbsent("password", PASSWORD);
        return post("/api/auth/register", body);
    }

    Answered logIn(String email) {
        return keeping(post("/api/auth/login", Map.of("email", email, "password", PASSWORD)));
    }

    Answered refresh() {
        return keeping(post("/api/auth/refresh", Map.of()));
    }

    private Answered keeping(Answered answered) {
        if (answered.status() == 200) {
            token = answered.body().path("accessToken").asText();
        }
        return answered;
    }
}
