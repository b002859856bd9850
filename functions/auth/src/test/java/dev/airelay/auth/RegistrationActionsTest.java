package dev.airelay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationActionsTest {
    private final Desk desk = new Desk();
    private final Client root = desk.root();

    private void policy(String mode, String... domains) {
        var version = root.get("/api/settings/registration").body().path("version").asLong();
        var set =
                root.call(
                        "PUT",
                        "/api/settings/registration",
                        Map.of("mode", mode, "domains", List.of(domains), "version", version));
        assertEquals(200, set.status(), set.text());
    }

    private String register(String email, String... invitation) {
        var more = invitation.length == 0 ? Map.of() : Map.of("invitation", invitation[0]);
        @SuppressWarnings("unchecked")
        var fields = (Map<String, String>) (Map<?, ?>) more;
        return desk.client().register(email, fields).outcome();
    }

    @Test
    void registrationIsClosedUntilAnAdministratorSaysOtherwise() {
        assertEquals(
                "{\"mode\":\"closed\",\"domains\":[],\"version\":0}",
                root.get("/api/settings/registration").text());
        assertEquals("403 registration_closed", register("ada@example.com"));
        policy("open");
        assertEquals("202 ", register("ada@example.com"));
        policy("domain", "Team.example");
        assertEquals("403 email_domain_not_allowed", register("eve@example.com"));
        assertEquals("202 ", register("eve@team.example"));
    }

    @Test
    void anInvitationIsGoodForOne() {
        policy("invite");
        var made = root.post("/api/invitations", Map.of());
        assertEquals(201, made.status(), made.text());
        var code = made.body().path("invitation").asText();
        assertEquals("403 invitation_wrong", register("ada@example.com"));
        assertEquals("202 ", register("ada@example.com", code));
        assertEquals("403 invitation_wrong", register("eve@example.com", code));
    }

    @Test
    void aPolicyThatSomebodyElseChangedIsTold() {
        policy("open");
        var late =
                root.call(
                        "PUT",
                        "/api/settings/registration",
                        Map.of("mode", "closed", "version", 0));
        assertEquals("409 version_conflict", late.outcome());
        assertEquals("open", late.body().at("/error/current/mode").asText());
        assertEquals(1, late.body().at("/error/current/version").asInt());
    }

    @Test
    void whatIsWrongWithAPolicyIsNamed() {
        var wrong =
                root.call(
                        "PUT",
                        "/api/settings/registration",
                        Map.of("mode", "lottery", "domains", List.of("no domain")));
        assertEquals(Set.of("domains", "mode", "version"), wrong.wrongFields());
        assertEquals(
                Set.of("days"), root.post("/api/invitations", Map.of("days", 91)).wrongFields());
    }
}
