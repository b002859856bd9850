package dev.airelay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInActionsTest {
    private final Desk desk = new Desk();

    @Test
    void theFirstUserRegistersWithTheSetupCodeAndSignsIn() {
        var client = desk.client();
        assertEquals("403 setup_required", client.register("a@example.com", Map.of()).outcome());
        assertEquals(
                "403 setup_code_wrong",
                client.register("a@example.com", Map.of("setupCode", "guess")).outcome());
        var done = client.register("a@example.com", Map.of("setupCode", "setup", "name", "Ada"));
        assertEquals("202 {}", done.status() + " " + done.text());
        var in = client.logIn("A@example.com");
        assertEquals(200, in.status(), in.text());
        assertEquals(900, in.body().path("expiresInSeconds").asInt());
        assertEquals("super_admin", in.body().at("/user/role").asText());
        assertEquals("Ada", in.body().at("/user/name").asText());
        assertEquals(200, client.get("/api/auth/profile").status());
    }

    @Test
    void theRefreshTokenIsInACookieThatScriptsDoNotSee() {
        var root = desk.root();
        var in = root.logIn("root@example.com");
        assertFalse(in.text().contains(root.cookie()));
        assertEquals(
                "relay_refresh="
                        + root.cookie()
                        + "; Max-Age=2592000; Path=/api/auth; HttpOnly; SameSite=Strict",
                in.setCookie());
        var elsewhere =
                root.call(
                        "POST",
                        "/api/auth/refresh",
                        "",
                        Map.of("x-relay-csrf", "1", "host", "relay.example"));
        assertTrue(elsewhere.setCookie().endsWith("; SameSite=Strict; Secure"));
    }

    @Test
    void wrongPasswordsAndUnknownAccountsLookAlike() {
        desk.root();
        var client = desk.client();
        var wrong =
                client.post(
                        "/api/auth/login",
                        Map.of("email", "root@example.com", "password", "wrong password"));
        var unknown =
                client.post(
                        "/api/auth/login",
                        Map.of("email", "nobody@example.com", "password", "wrong password"));
        assertEquals("401 wrong_credentials", wrong.outcome());
        assertEquals(wrong.text(), unknown.text());
        assertEquals("", client.cookie());
    }

    @Test
    void aRegistrationDoesNotTellWhoIsAMember() {
        desk.user("ada");
        var first = desk.client().register("new@example.com", Map.of());
        var again = desk.client().register("ada@example.com", Map.of("password", "another one!!"));
        assertEquals(first, again);
        assertEquals(200, desk.client().logIn("ada@example.com").status());
    }

    @Test
    void tooManyWrongPasswordsSayHowLongToWait() {
        desk.root();
        var client = desk.client();
        for (int i = 0; i < 10; i++) {
            client.post(
                    "/api/auth/login",
                    Map.of("email", "root@example.com", "password", "wrong password"));
        }
        var refused = client.logIn("root@example.com");
        assertEquals("429 too_many_attempts", refused.outcome());
        assertEquals("900", refused.headers().first("retry-after").orElseThrow());
    }

    @Test
    void aRefreshReplacesTheCookie() {
        var root = desk.root();
        var before = root.cookie();
        var fresh = root.refresh();
        assertEquals(200, fresh.status(), fresh.text());
        assertFalse(before.equals(root.cookie()));
        assertEquals(200, root.get("/api/auth/profile").status());
        desk.now = desk.now.plus(Duration.ofSeconds(11));
        var reused = desk.client().withCookie(before).refresh();
        assertEquals("401 session_ended", reused.outcome());
        assertTrue(reused.setCookie().startsWith("relay_refresh=; Max-Age=0; Path=/api/auth;"));
        assertEquals(401, root.get("/api/auth/profile").status());
        assertEquals("401 session_ended", root.refresh().outcome());
    }

    @Test
    void aLogoutEndsTheAccessTokenAtOnce() {
        var root = desk.root();
        var out = root.post("/api/auth/logout", Map.of());
        assertEquals(204, out.status());
        assertEquals("", root.cookie());
        assertEquals(401, root.get("/api/auth/profile").status());
        assertEquals(204, desk.client().post("/api/auth/logout", Map.of()).status());
    }

    @Test
    void withoutTheHeaderNoCookieIsUsedOrSet() {
        var root = desk.root();
        for (String path : new String[] {"login", "refresh", "logout"}) {
            var refused = root.call("POST", "/api/auth/" + path, "{}", Map.of());
            assertEquals("403 csrf_header_missing", refused.outcome());
            assertEquals("", refused.setCookie());
        }
        assertEquals(200, root.get("/api/auth/profile").status());
    }

    @Test
    void rolesAndStatusAreThoseOfThisMoment() {
        var root = desk.root();
        assertEquals(200, root.get("/api/settings/registration").status());
        desk.role("root", Role.USER);
        assertEquals(403, root.get("/api/settings/registration").status());
        desk.members.save(desk.member("root").withEnabled(false));
        assertEquals(401, root.get("/api/auth/profile").status());
        assertEquals("403 account_disabled", desk.client().logIn("root@example.com").outcome());
    }

    @Test
    void whatIsWrongWithARegistrationIsNamedAtOnce() {
        var client = desk.client();
        var wrong =
                client.register(
                        "x", Map.of("email", "x", "password", "short", "name", "n".repeat(101)));
        assertEquals("400 invalid_request", wrong.outcome());
        assertEquals(Set.of("email", "name", "password"), wrong.wrongFields());
        assertEquals(
                Set.of("email", "password"),
                client.post("/api/auth/login", Map.of()).wrongFields());
        assertFalse(wrong.text().contains("short"));
    }
}
