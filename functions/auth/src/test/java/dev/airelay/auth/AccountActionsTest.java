package dev.airelay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountActionsTest {
    private final Desk desk = new Desk();
    private final Client ada = desk.user("ada");

    private Client.Answered patch(String body) {
        return ada.call("PATCH", "/api/auth/profile", body, Map.of());
    }

    @Test
    void whatIsAbsentStaysAndWhatIsNullGoes() {
        var first =
                patch(
                        "{\"version\":1,\"preferences\":{\"theme\":\"dark\",\"columns\":[\"a\"],\"locale\":\"de\"}}");
        assertEquals(200, first.status(), first.text());
        assertEquals("ada", first.body().path("name").asText());
        assertEquals(2, first.body().path("version").asInt());
        var second = patch("{\"version\":2,\"name\":\"Ada\",\"preferences\":{\"theme\":null}}");
        assertEquals("Ada", second.body().path("name").asText());
        assertEquals(
                "{\"columns\":[\"a\"],\"locale\":\"de\"}",
                second.body().path("preferences").toString());
        var third = patch("{\"version\":3,\"name\":null,\"preferences\":null}");
        assertEquals("", third.body().path("name").asText());
        assertEquals("{}", third.body().path("preferences").toString());
        assertEquals(third.body(), ada.get("/api/auth/profile").body());
        assertEquals(5, patch("{\"version\":4}").body().path("version").asInt());
    }

    @Test
    void aChangeOnAnOldVersionTellsTheNewerRecord() {
        patch("{\"version\":1,\"name\":\"One\"}");
        var late = patch("{\"version\":1,\"name\":\"Two\"}");
        assertEquals("409 version_conflict", late.outcome());
        assertEquals("One", late.body().at("/error/current/name").asText());
        assertEquals(2, late.body().at("/error/current/version").asInt());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertEquals(Set.of("version"), patch("{\"name\":\"x\"}").wrongFields());
        assertEquals(
                Set.of("name", "preferences", "version"),
                patch("{\"name\":7,\"preferences\":[],\"version\":\"1\"}").wrongFields());
        assertEquals(
                "413 preferences_too_large",
                patch("{\"version\":1,\"preferences\":{\"x\":\"" + "y".repeat(17_000) + "\"}}")
                        .outcome());
    }

    @Test
    void anotherPasswordEndsTheOtherSessions() {
        var elsewhere = desk.client();
        elsewhere.logIn("ada@example.com");
        var wrong =
                ada.post(
                        "/api/auth/password",
                        Map.of("currentPassword", "wrong", "newPassword", "another battery"));
        assertEquals("403 wrong_password", wrong.outcome());
        var done =
                ada.post(
                        "/api/auth/password",
                        Map.of(
                                "currentPassword",
                                Client.PASSWORD,
                                "newPassword",
                                "another battery"));
        assertEquals(204, done.status(), done.text());
        assertEquals(200, ada.get("/api/auth/profile").status());
        assertEquals(200, ada.refresh().status());
        assertEquals(401, elsewhere.get("/api/auth/profile").status());
        assertEquals("401 session_ended", elsewhere.refresh().outcome());
        assertEquals("401 wrong_credentials", desk.client().logIn("ada@example.com").outcome());
    }

    @Test
    void sessionsAreListedAndEndedByTheirOwnerAlone() {
        var elsewhere = desk.client();
        elsewhere.logIn("ada@example.com");
        var eve = desk.user("eve");
        var list = ada.get("/api/auth/sessions").body().path("items");
        assertEquals(2, list.size());
        var other = list.get(0).path("current").asBoolean() ? list.get(1) : list.get(0);
        assertNotEquals(list.get(0).path("current"), list.get(1).path("current"));
        assertEquals("test", other.path("agent").asText());
        assertEquals("192.0.2.1", other.path("address").asText());
        var path = "/api/auth/sessions/" + other.path("id").asText();
        assertEquals("404 not_found", eve.delete(path).outcome());
        assertEquals(200, elsewhere.get("/api/auth/profile").status());
        assertEquals(204, ada.delete(path).status());
        assertEquals("404 not_found", ada.delete(path).outcome());
        assertEquals(401, elsewhere.get("/api/auth/profile").status());
        elsewhere.logIn("ada@example.com");
        assertEquals(204, ada.delete("/api/auth/sessions").status());
        assertEquals(401, elsewhere.get("/api/auth/profile").status());
        assertTrue(ada.get("/api/auth/sessions").body().at("/items/0/current").asBoolean());
        assertEquals(200, eve.get("/api/auth/profile").status());
    }
}
