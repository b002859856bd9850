package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.airelay.access.Role;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.relaying.RecordedReply;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Queries, and the pages of a list that names each page by its limit, its place and its filter.
class QueryTest {
    private static final ApiDoor DOOR =
            new ApiDoor(
                    Routes.of(
                            Route.get("/things", Guard.SIGNED_IN, QueryTest::list),
                            Route.get("/users/{user}/things", Guard.SIGNED_IN, QueryTest::list)),
                    new RoleSessions(),
                    TestKeys.cursors());

    private static ApiAnswer list(SessionCall call) {
        var query = call.query();
        int limit = query.limit(9, 2);
        var place = query.place();
        var role = query.choice("role", Role.values(), one -> one.name().toLowerCase(Locale.ROOT));
        query.refuseProblems();
        var item = TextNode.valueOf(limit + place + role.map(Role::name).orElse(""));
        var next = place.length() > 2 ? Optional.<String>empty() : Optional.of(place + "n");
        return call.page(List.of(item), next);
    }

    private static Request request(String path, String query, Headers headers) {
        return new Request(
                "GET", path, query, headers, new byte[0], "", new Cancellation(Instant.MAX));
    }

    private static JsonNode get(Role asker, String path, String query) {
        var reply = new RecordedReply();
        DOOR.handle(request(path, query, Headers.of("authorization", "Bearer " + asker)), reply);
        try {
            return new ObjectMapper().readTree(reply.text());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String next(String query) {
        return get(Role.USER, "/things", query).path("nextCursor").asText();
    }

    private static void shows(String item, String query) {
        assertEquals(item, get(Role.USER, "/things", query).at("/items/0").asText(), query);
    }

    private static void refused(Role asker, String path, String query) {
        var error = get(asker, path, query).path("error");
        assertEquals("invalid_cursor", error.path("code").asText(), query);
        assertFalse(error.has("fields"));
    }

    @Test
    void parametersAreDecodedAsFormsAre() {
        assertEquals(
                Map.of("a b", "1,2", "c", "é +", "d", "", "e", "%zz", "f", "x=y", "g", "h i"),
                Query.parameters("a+b=1&&c=%C3%A9+%2B&d&e=%zz&a%20b=2&f=x=y&g=h i"));
        assertEquals(Map.of(), Query.parameters(""));
    }

    @Test
    void pagesFollowEachOther() {
        shows("2", "");
        shows("2", "cursor=");
        var first = next("");
        shows("2n", "cursor=" + first);
        shows("5n", "limit=5&cursor=" + first);
        var second = next("cursor=" + first);
        shows("2nn", "cursor=" + second);
        var last = get(Role.USER, "/things", "cursor=" + next("cursor=" + second));
        assertEquals("{\"items\":[\"2nnn\"]}", last.toString());
    }

    @Test
    void aCursorBelongsToItsAskerItsPathAndItsFilter() {
        var cursor = next("role=user&x=1");
        shows("2nUSER", "x=1&role=user&cursor=" + cursor);
        shows("2nUSER", "cursor=" + cursor + "&x=%31&role=user");
        for (String other :
                new String[] {"", "role=user&", "role=admin&x=1&", "role=user&x=1&y=&", "x=1&"}) {
            refused(Role.USER, "/things", other + "cursor=" + cursor);
        }
        refused(Role.ADMIN, "/things", "role=user&x=1&cursor=" + cursor);
        refused(Role.USER, "/users/u1/things", "role=user&x=1&cursor=" + cursor);
        refused(Role.USER, "/things", "role=user&x=1&cursor=" + cursor + "&cursor=" + cursor);
        var ofOneUser = get(Role.USER, "/users/u1/things", "").path("nextCursor").asText();
        refused(Role.USER, "/users/u2/things", "cursor=" + ofOneUser);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var error = get(Role.USER, "/things", "limit=10&role=lord&cursor=x").path("error");
        assertEquals("invalid_request", error.path("code").asText());
        assertEquals(
                "{\"limit\":{\"code\":\"out_of_range\",\"message\":\"must be a whole number from 1 to"
                        + " 9\",\"params\":{\"least\":1,\"most\":9}},"
                        + "\"role\":{\"code\":\"unknown_value\",\"message\":\"must be super_admin, admin or"
                        + " user\",\"params\":{\"values\":\"super_admin admin user\"}},"
                        + "\"cursor\":{\"code\":\"invalid\",\"message\":\"must be the nextCursor of an"
                        + " earlier answer\"}}",
                error.path("fields").toString());
        for (String limit : new String[] {"0", "-1", "x", "1.5", "9999999999", "%2B1"}) {
            var fields = get(Role.USER, "/things", "limit=" + limit).at("/error/fields");
            assertTrue(fields.has("limit"), limit);
        }
    }

    @Test
    void aPlaceThatThePathDoesNotHaveIsADefect() {
        var call =
                new Call(
                        request("/", "", Headers.none()),
                        Map.of("user", "u"),
                        0,
                        TestKeys.cursors());
        assertEquals("u", call.path("user"));
        assertThrows(IllegalArgumentException.class, () -> call.path("other"));
    }
}
