package dev.airelay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every route that names a thing of somebody's answers 404 for everybody else's.
class OwnThingsTest {
    /// The tests that show it, so that a new route is not forgotten.
    private static final Map<String, Class<?>> SHOWN =
            Map.of(
                    "DELETE /api/auth/sessions/{session}", AccountActionsTest.class,
                    "GET /api/keys/{key}", KeyActionsTest.class,
                    "PATCH /api/keys/{key}", KeyActionsTest.class,
                    "DELETE /api/keys/{key}", KeyActionsTest.class,
                    "POST /api/keys/{key}/restore", KeyActionsTest.class,
                    "POST /api/keys/{key}/rotate", KeyActionsTest.class);

    @Test
    void eachRouteWithAPlaceIsShown() {
        var named = new TreeSet<String>();
        for (String route : new Desk().routes.toString().split(", ", -1)) {
            if (route.contains("{")) {
                named.add(route.replaceAll("[\\[\\]]| \\(.*\\)", ""));
            }
        }
        assertEquals(named, new TreeSet<>(SHOWN.keySet()));
    }
}
