package dev.airelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Sets a fresh new-api up: its root user, a price, one channel, one key.
///
/// Calls as its sources have them (https://github.com/QuantumNous/new-api, `controller/setup.go`,
/// `user.go`, `option.go`, `channel.go`, `token.go`, `router/api-router.go`; read 2026-11-27).
/// Releases differ: a login is kept as a cookie beside `New-Api-User`, or as an access token in its
/// answer; a list of keys is an array or a page, and holds them whole or masked. Each form is
/// taken.
final class NewApiSetup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String USER = "root";
    private static final String PASSWORD = "bench-password";
    private static final int OPENAI = 1;

    private final URI base;
    private final Map<String, String> access = new HashMap<>();

    NewApiSetup(URI base) {
        this.base = base;
    }

    /// @return the key that lets clients in
    /// @throws IOException when a step is refused, with what it says
    String run(int upstreamPort) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .cookieHandler(new CookieManager())
                        .build()) {
            call(client, "POST", "/api/setup", setup());
            keepAccess(call(client, "POST", "/api/user/login", login()));
            call(client, "PUT", "/api/option/", price());
            call(client, "POST", "/api/channel/", channel(upstreamPort));
            call(client, "POST", "/api/token/", key());
            return key(client, call(client, "GET", "/api/token/?p=1&size=10", object()));
        }
    }

    /// In self-use mode models without a price may be used too.
    private static ObjectNode setup() {
        return object().put("username", USER)
                .put("password", PASSWORD)
                .put("confirmPassword", PASSWORD)
                .put("SelfUseModeEnabled", true)
                .put("DemoSiteEnabled", false);
    }

    private static ObjectNode login() {
        return object().put("username", USER).put("password", PASSWORD);
    }

    /// A price so small that the root user's quota outlasts the bench: billing takes part in what
    /// is measured, refusals do not.
    private static ObjectNode price() {
        return object().put("key", "ModelRatio").put("value", "{\"zero\":0.001}");
    }

    /// The address is the vendor's, without `/v1`.
    private static ObjectNode channel(int upstreamPort) {
        ObjectNode body = object().put("mode", "single");
        body.putObject("channel")
                .put("type", OPENAI)
                .put("name", "zero")
                .put("key", "zero")
                .put("base_url", "http://127.0.0.1:" + upstreamPort)
                .put("models", "zero")
                .put("group", "default")
                .put("status", 1);
        return body;
    }

    private static ObjectNode key() {
        return object().put("name", "bench")
                .put("expired_time", -1)
                .put("remain_quota", 0)
                .put("unlimited_quota", true);
    }

    private void keepAccess(JsonNode login) {
        JsonNode user = login.has("user") ? login.path("user") : login;
        access.put("New-Api-User", user.path("id").asText());
        String token = login.path("access_token").asText();
        if (!token.isEmpty()) {
            access.put("authorization", "Bearer " + token);
        }
    }

    private String key(HttpClient client, JsonNode keys) throws IOException, InterruptedException {
        JsonNode first = (keys.isArray() ? keys : keys.path("items")).path(0);
        String text = first.path("key").asText();
        if (text.isEmpty() || text.contains("*")) {
            String path = "/api/token/" + first.path("id").asText() + "/key";
            text = call(client, "POST", path, object()).path("key").asText();
        }
        if (text.isEmpty()) {
            throw new IOException("new-api tells no key");
        }
        return text.startsWith("sk-") ? text : "sk-" + text;
    }

    /// @return what the answer calls `data`
    private JsonNode call(HttpClient client, String method, String path, ObjectNode body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(PATIENCE)
                        .header("content-type", "application/json")
                        .method(
                                method,
                                method.equals("GET")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body.toString()));
        access.forEach(request::header);
        var answer = client.send(request.build(), BodyHandlers.ofString());
        JsonNode told =
                answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
        if (!told.path("success").asBoolean()) {
            throw new IOException(
                    "new-api refused "
                            + method
                            + " "
                            + path
                            + ": "
                            + answer.statusCode()
                            + " "
                            + told.path("message").asText());
        }
        return told.path("data");
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
