package dev.airelay.local.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.api.Guard;
import dev.airelay.platform.api.Json;
import dev.airelay.platform.api.Route;
import dev.airelay.platform.api.Routes;
import dev.airelay.platform.api.SessionCall;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Routes of the control plane, served to a socket.
class ControlPlaneTest extends DoorFixture {
    private static final Supplier<Secret> KEYS =
            () ->
                    new Secret(
                            "{\"current\":\"k\",\"keys\":{\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}}");
    private static final JwtSessions SESSIONS = new JwtSessions(KEYS, InstantSource.fixed(NOW));

    private final ApiDoor api =
            new ApiDoor(
                    Routes.of(Route.post("/names", Guard.ADMIN, ControlPlaneTest::greet)),
                    SESSIONS,
                    new Cursors(KEYS));

    private static ApiAnswer greet(SessionCall call) {
        var fields = call.fields();
        var name = fields.requiredText("name");
        fields.refuseProblems();
        return ApiAnswer.json(201, Json.object().put("hello", name).put("from", call.userId()));
    }

    private static JsonNode body(RawClient client, int status) throws IOException {
        var head = client.head();
        assertEquals(status, head.status());
        assertEquals("no-store", head.field("cache-control"));
        return new ObjectMapper().readTree(client.body(head));
    }

    @Test
    void aCallIsAnsweredOverHttp() throws Exception {
        var token = SESSIONS.issue(new Session("root", Role.ADMIN), Duration.ofMinutes(1));
        try (var client = serving(api::handle)) {
            client.send(
                    "POST /names HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer "
                            + token.reveal()
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "5\r\n{\"nam\r\n8\r\ne\":\"n\u00fc\"\r\n1\r\n}\r\n0\r\n\r\n");
            assertEquals("{\"hello\":\"n\u00fc\",\"from\":\"root\"}", body(client, 201).toString());
        }
    }

    @Test
    void everyRefusalNamesItsRequest() throws Exception {
        try (var client = serving(api::handle)) {
            client.post("/names", "{}");
            var first = body(client, 401).path("error");
            assertEquals("unauthorized", first.path("code").asText());
            client.ask("GET", "/names");
            var second = body(client, 405).path("error");
            assertTrue(first.path("requestId").asText().matches("[0-9a-f-]{36}"));
            assertNotEquals(first.path("requestId"), second.path("requestId"));
        }
    }
}
