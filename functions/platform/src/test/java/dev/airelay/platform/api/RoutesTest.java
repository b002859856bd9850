package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.http.Headers;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Request;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final ApiAnswer NOTHING = ApiAnswer.json(200, Json.object());

    private static Route<Call> get(String path) {
        return Route.get(path, Guard.ANYONE, _ -> NOTHING);
    }

    private static Routes.Found find(Routes routes, String method, String path) {
        return routes.find(
                new Request(
                        method,
                        path,
                        "",
                        Headers.none(),
                        new byte[0],
                        "",
                        new Lifeline(Instant.MAX)));
    }

    @Test
    void theNarrowerPathAnswersWhereverItStands() {
        var routes =
                Routes.of(
                        get("/{any}/me"),
                        get("/users/{user}"),
                        get("/users/me"),
                        get("/users-old/{user}"),
                        Route.delete("/users/{user}", Guard.ANYONE, _ -> NOTHING));
        assertEquals("GET /users/me (anyone)", find(routes, "GET", "/users/me").route().toString());
        assertEquals(Map.of("user", "you"), find(routes, "GET", "/users/you").places());
        assertEquals(Map.of("any", "u"), find(routes, "GET", "/u/me").places());
        assertEquals(Map.of("user", "you"), find(routes, "DELETE", "/users/you").places());
        assertEquals(Map.of("user", "me"), find(routes, "GET", "/users-old/me").places());
    }

    @Test
    void aFixedPathIsNeverTakenForAPlace() {
        var routes =
                Routes.of(
                        get("/users/me"),
                        Route.delete("/users/{user}", Guard.ANYONE, _ -> NOTHING));
        var refusal = assertThrows(ApiException.class, () -> find(routes, "DELETE", "/users/me"));
        assertEquals(405, refusal.status());
        assertEquals("GET", refusal.answer("r").headers().first("allow").orElse(""));
    }

    @Test
    void twoRoutesForOneCallAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Routes.of(get("/users/{user}"), get("/users/{id}")));
    }

    @Test
    void malformedPathsAreRefused() {
        for (String path :
                new String[] {
                    "",
                    "/",
                    "users",
                    "/users/",
                    "//users",
                    "/{}",
                    "/{1}",
                    "/{user",
                    "/a{user}",
                    "/{user}/{user}",
                    "/Users",
                    "/a b",
                    "/a?b=c"
                }) {
            assertThrows(IllegalArgumentException.class, () -> get(path), path);
        }
    }
}
