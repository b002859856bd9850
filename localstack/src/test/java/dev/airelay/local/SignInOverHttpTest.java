package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.identity.Email;
import dev.airelay.local.UpSettings.Mode;
import dev.airelay.local.UpSettings.ReadyFile;
import dev.airelay.local.UpSettings.Stores;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The control plane on the relay's own port, over HTTP alone.
class SignInOverHttpTest {
    private static final Path ROOT = Path.of(System.getProperty("relay.root"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct horse battery";
    private static final String LOGIN =
            "{\"email\":\"root@example.com\",\"password\":\"" + PASSWORD + "\"}";

    @TempDir private Path folder;
    @AutoClose private final HttpClient http = HttpClient.newHttpClient();

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private LocalRelay up(Mode mode, Optional<FirstUser.Wanted> admin) throws Exception {
        try {
            return start(mode, admin);
        } catch (IOException e) {
            throw new AssertionError(String.join("\n", lines), e);
        }
    }

    private LocalRelay start(Mode mode, Optional<FirstUser.Wanted> admin) throws Exception {
        return LocalRelay.start(
                new UpSettings(
                        mode,
                        Stores.DYNAMODB,
                        UpSettings.Gate.REDIS,
                        0,
                        folder.resolve("data"),
                        false,
                        List.of(),
                        List.of(),
                        new ReadyFile.At(folder.resolve("ready.json")),
                        "*",
                        admin),
                ROOT,
                lines::add);
    }

    private JsonNode ready() throws IOException {
        return JSON.readTree(folder.resolve("ready.json").toFile());
    }

    private HttpResponse<String> call(String method, String path, String body, String... headers)
            throws Exception {
        var uri = URI.create(ready().path("baseUrl").asText() + path);
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(60))
                        .header("x-relay-csrf", "1")
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    private void setUpAndSignIn() throws Exception {
        var link = ready().path("setupUrl").asText();
        assertTrue(link.startsWith(ready().path("baseUrl").asText() + "/setup#code="), link);
        var register =
                "{\"email\":\"root@example.com\",\"password\":\"%s\",\"setupCode\":\"%s\"}"
                        .formatted(PASSWORD, link.split("#code=", 2)[1]);
        assertEquals(202, call("POST", "/api/auth/register", register).statusCode());
        assertEquals(403, call("POST", "/api/auth/register", register).statusCode());
        var in = call("POST", "/api/auth/login", LOGIN);
        assertEquals(200, in.statusCode(), in.body());
        assertTrue(
                in.headers()
                        .firstValue("set-cookie")
                        .orElseThrow()
                        .endsWith("; HttpOnly; SameSite=Strict"));
        var bearer = "Bearer " + JSON.readTree(in.body()).path("accessToken").asText();
        var profile = call("GET", "/api/auth/profile", "", "authorization", bearer);
        assertEquals("super_admin", JSON.readTree(profile.body()).path("role").asText());
        assertEquals(200, call("GET", "/api/gift-cards", "", "authorization", bearer).statusCode());
        assertEquals(401, call("GET", "/api/gift-cards", "").statusCode());
        assertEquals(200, call("GET", "/healthz", "").statusCode());
        assertEquals(
                Files.readString(ApiDocument.file(ROOT)),
                call("GET", "/api/openapi.json", "").body());
        changesOfKeysAreInForceWithTheNextRequest(bearer);
        var fresh = call("POST", "/api/auth/refresh", "", "cookie", cookie(in));
        assertEquals(200, fresh.statusCode(), fresh.body());
        var out = call("POST", "/api/auth/logout", "", "cookie", cookie(fresh));
        assertEquals(204, out.statusCode());
        assertEquals(401, call("GET", "/api/gift-cards", "", "authorization", bearer).statusCode());
        assertEquals(
                401, call("GET", "/api/auth/profile", "", "authorization", bearer).statusCode());
    }

    private int models(JsonNode key) throws Exception {
        var bearer = "Bearer " + key.path("key").asText();
        return call("GET", "/v1/models", "", "authorization", bearer).statusCode();
    }

    private JsonNode keys(String bearer, String method, String path, String body) throws Exception {
        var answer = call(method, "/api/keys" + path, body, "authorization", bearer);
        assertEquals(2, answer.statusCode() / 100, answer.body());
        return JSON.readTree(answer.body());
    }

    private void changesOfKeysAreInForceWithTheNextRequest(String bearer) throws Exception {
        var made = keys(bearer, "POST", "", "{\"name\":\"laptop\"}");
        var path = "/" + made.path("id").asText();
        assertEquals(200, models(made));
        keys(bearer, "PATCH", path, "{\"version\":1,\"enabled\":false}");
        assertEquals(401, models(made));
        keys(bearer, "PATCH", path, "{\"version\":2,\"enabled\":true}");
        assertEquals(200, models(made));
        keys(bearer, "PATCH", path, "{\"version\":3,\"addresses\":[\"198.51.100.0/24\"]}");
        assertEquals(403, models(made));
        keys(bearer, "PATCH", path, "{\"version\":4,\"addresses\":null}");
        var rotated = keys(bearer, "POST", path + "/rotate", "{\"overlapSeconds\":600}");
        assertEquals(200, models(made));
        assertEquals(200, models(rotated));
        var again = keys(bearer, "POST", path + "/rotate", "{}");
        assertEquals(401, models(made));
        assertEquals(401, models(rotated));
        assertEquals(200, models(again));
        keys(bearer, "DELETE", path, "");
        assertEquals(401, models(again));
        keys(bearer, "POST", path + "/restore", "");
        assertEquals(200, models(again));
    }

    @Test
    void aServerIsSetUpByItsLinkAndRemembersIt() throws Exception {
        try (var _ = up(new Mode.Server(Duration.ZERO), Optional.empty())) {
            setUpAndSignIn();
        }
        try (var _ = up(new Mode.Server(Duration.ZERO), Optional.empty())) {
            assertTrue(ready().path("setupUrl").isMissingNode());
            assertEquals(200, call("POST", "/api/auth/login", LOGIN).statusCode());
        }
    }

    @Test
    void zipsOnLambdasRuntimeAreSetUpByTheirLink() throws Exception {
        try (var _ = up(new Mode.Lambda(1, Duration.ofMinutes(15)), Optional.empty())) {
            setUpAndSignIn();
            assertEquals(List.of(), lines.stream().filter(line -> line.contains("ended")).toList());
        }
    }

    @Test
    void aScriptNamesTheFirstUser() throws Exception {
        var admin = new FirstUser.Wanted(new Email("root@example.com"), new Secret(PASSWORD));
        try (var _ = up(new Mode.Server(Duration.ZERO), Optional.of(admin))) {
            assertTrue(ready().path("setupUrl").isMissingNode());
            assertEquals(200, call("POST", "/api/auth/login", LOGIN).statusCode());
        }
    }
}
