package dev.airelay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyText;
import dev.airelay.access.RelayKey;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyActionsTest {
    private static final String FULL =
            """
            {"name":"laptop","project":"website","models":["gpt-5","claude-opus-5"],\
            "addresses":["192.0.2.0/24","2001:db8::/32"],"requestsPerMinute":60,\
            "tokensPerMinute":100000,"concurrency":4,"budgetDayNanos":"1000000000",\
            "budgetMonthNanos":"20000000000","budgetTotalNanos":"9007199254740993",\
            "expiresAt":"2027-01-01T00:00:00Z"}\
            """;

    private final Desk desk = new Desk();
    private final Client ada = desk.user("ada");

    private Client.Answered make(String body, String... once) {
        var more = once.length == 0 ? Map.<String, String>of() : Map.of("idempotency-key", once[0]);
        return ada.call("POST", "/api/keys", body, more);
    }

    private Client.Answered patch(String id, String body) {
        return ada.call("PATCH", "/api/keys/" + id, body, Map.of());
    }

    /// How the gate finds a text.
    private Optional<RelayKey> gate(String text) {
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        return desk.keys.byHash(hasher.hash(new Secret(text)));
    }

    @Test
    void aKeyIsMadeShownOnceAndKnownToTheGate() {
        var made = make(FULL);
        assertEquals(201, made.status(), made.text());
        var text = made.body().path("key").asText();
        assertTrue(KeyText.looksLikeKey(text));
        var id = made.body().path("id").asText();
        var shown = ada.get("/api/keys/" + id);
        assertEquals(200, shown.status());
        assertFalse(shown.text().contains(text));
        assertEquals(text.substring(text.length() - 4), shown.body().path("lastFour").asText());
        assertEquals("9007199254740993", shown.body().path("budgetTotalNanos").asText());
        var key = gate(text).orElseThrow();
        assertEquals(desk.member("ada").id(), key.userId());
        assertTrue(key.grant().allowsAddress("192.0.2.9"));
        assertFalse(key.grant().allowsAddress("198.51.100.1"));
        assertEquals(Set.of("gpt-5", "claude-opus-5"), key.grant().models());
        assertEquals(60, key.limits().requestsPerMinute());
        assertEquals(20_000_000_000L, key.limits().budget().perMonth().value());
    }

    @Test
    void aBareKeyHasNoLimits() {
        var made = make("{}");
        assertEquals(201, made.status(), made.text());
        for (String name :
                List.of(
                        "expiresAt",
                        "group",
                        "requestsPerMinute",
                        "tokensPerMinute",
                        "concurrency",
                        "budgetDayNanos",
                        "budgetMonthNanos",
                        "budgetTotalNanos",
                        "previousValidUntil",
                        "deletedAt")) {
            assertTrue(made.body().path(name).isNull(), name);
        }
        assertEquals("[]", made.body().path("models").toString());
    }

    @Test
    void aCallThatIsSentTwiceMakesOneKey() {
        var first = make("{}", "once");
        var again = make("{}", "once");
        assertEquals("409 key_exists", again.outcome());
        assertTrue(again.text().contains(first.body().path("id").asText()));
        assertEquals(1, ada.get("/api/keys").body().path("items").size());
        assertEquals(201, make("{}", "twice").status());
        assertEquals(400, make("{}", "x".repeat(256)).status());
    }

    @Test
    void whatIsAbsentStaysAndWhatIsNullGoes() {
        var id = make(FULL).body().path("id").asText();
        var renamed = patch(id, "{\"version\":1,\"name\":\"desk\"}");
        assertEquals(200, renamed.status(), renamed.text());
        assertEquals("desk", renamed.body().path("name").asText());
        assertEquals(60, renamed.body().path("requestsPerMinute").asInt());
        assertEquals("website", renamed.body().path("project").asText());
        var cleared =
                patch(
                        id,
                        """
                        {"version":2,"models":null,"addresses":[],"requestsPerMinute":null,\
                        "budgetDayNanos":null,"expiresAt":null,"project":null}\
                        """);
        for (String name : List.of("requestsPerMinute", "budgetDayNanos", "expiresAt")) {
            assertTrue(cleared.body().path(name).isNull(), name);
        }
        assertEquals("[]", cleared.body().path("models").toString());
        assertEquals("[]", cleared.body().path("addresses").toString());
        assertEquals("", cleared.body().path("project").asText());
        assertEquals(100_000, cleared.body().path("tokensPerMinute").asInt());
        assertEquals(cleared.body(), ada.get("/api/keys/" + id).body());
    }

    @Test
    void aChangeOnAnOldVersionTellsTheNewerRecord() {
        var id = make("{}").body().path("id").asText();
        patch(id, "{\"version\":1,\"enabled\":false}");
        var late = patch(id, "{\"version\":1,\"name\":\"late\"}");
        assertEquals("409 version_conflict", late.outcome());
        assertEquals(2, late.body().at("/error/current/version").asInt());
        assertFalse(late.body().at("/error/current/enabled").asBoolean());
    }

    @Test
    void bothTextsWorkForTheChosenWhile() {
        var made = make("{}").body();
        var path = "/api/keys/" + made.path("id").asText();
        var rotated = ada.post(path + "/rotate", Map.of("overlapSeconds", 3600));
        assertEquals(200, rotated.status(), rotated.text());
        assertEquals(
                desk.now.plus(Duration.ofHours(1)).toString(),
                rotated.body().path("previousValidUntil").asText());
        assertEquals(
                desk.now.plus(Duration.ofHours(1)),
                gate(made.path("key").asText()).orElseThrow().expiresAt());
        var fresh = rotated.body().path("key").asText();
        assertTrue(gate(fresh).isPresent());
        assertFalse(ada.get(path).text().contains(fresh));
        desk.now = desk.now.plus(Duration.ofHours(1));
        ada.refresh();
        assertTrue(ada.get(path).body().path("previousValidUntil").isNull());
        assertEquals(
                Set.of("overlapSeconds"),
                ada.post(path + "/rotate", Map.of("overlapSeconds", 604_801)).wrongFields());
    }

    @Test
    void aDeletedKeyStopsAndComesBackAsItWas() {
        var made = make("{\"name\":\"x\"}").body();
        var path = "/api/keys/" + made.path("id").asText();
        var text = made.path("key").asText();
        var deleted = ada.delete(path);
        assertEquals(200, deleted.status(), deleted.text());
        assertFalse(gate(text).orElseThrow().enabled());
        assertEquals(
                deleted.text(), ada.delete(path).text().replace("\"version\":3", "\"version\":2"));
        assertEquals(0, ada.get("/api/keys").body().path("items").size());
        assertEquals(1, ada.get("/api/keys?deleted=true").body().path("items").size());
        assertEquals(404, patch(made.path("id").asText(), "{\"version\":3}").status());
        assertEquals(404, ada.post(path + "/rotate", Map.of()).status());
        assertEquals(200, ada.post(path + "/restore", Map.of()).status());
        assertTrue(gate(text).orElseThrow().enabled());
        var version = ada.get(path).body().path("version").asText();
        patch(made.path("id").asText(), "{\"version\":" + version + ",\"enabled\":false}");
        ada.delete(path);
        ada.post(path + "/restore", Map.of());
        assertFalse(gate(text).orElseThrow().enabled());
    }

    @Test
    void anotherUsersKeyIsNotThere() {
        var made = make(FULL).body();
        var path = "/api/keys/" + made.path("id").asText();
        var eve = desk.user("eve");
        for (Client client : List.of(eve, desk.root())) {
            assertEquals("404 not_found", client.get(path).outcome());
            assertEquals(
                    "404 not_found", client.call("PATCH", path, Map.of("version", 1)).outcome());
            assertEquals("404 not_found", client.delete(path).outcome());
            assertEquals("404 not_found", client.post(path + "/restore", Map.of()).outcome());
            assertEquals("404 not_found", client.post(path + "/rotate", Map.of()).outcome());
        }
        assertEquals(0, eve.get("/api/keys").body().path("items").size());
        assertTrue(gate(made.path("key").asText()).orElseThrow().enabled());
    }

    @Test
    void keysAreListedPageByPage() {
        for (int i = 0; i < 5; i++) {
            desk.now = desk.now.plusMillis(1);
            make("{\"name\":\"k" + i + "\",\"project\":\"p" + i % 2 + "\"}");
        }
        var first = ada.get("/api/keys?limit=3").body();
        assertEquals("k4", first.at("/items/0/name").asText());
        assertEquals(3, first.path("items").size());
        var next = first.path("nextCursor").asText();
        var second = ada.get("/api/keys?limit=3&cursor=" + next).body();
        assertEquals("k0", second.at("/items/1/name").asText());
        assertTrue(second.path("nextCursor").isMissingNode());
        assertEquals(3, ada.get("/api/keys?project=p0").body().path("items").size());
        var seen = new HashSet<String>();
        ada.get("/api/keys").body().path("items").forEach(one -> seen.add(one.toString()));
        assertEquals(5, seen.size());
        assertEquals(400, ada.get("/api/keys?limit=101").status());
    }

    @Test
    void whatIsWrongIsNamed() {
        var wrong =
                make(
                        """
                        {"name":7,"project":"%s","models":"gpt","addresses":["here"],"group":"gold",\
                        "requestsPerMinute":0,"tokensPerMinute":"1","concurrency":1.5,\
                        "budgetDayNanos":1,"budgetMonthNanos":"-1","budgetTotalNanos":"1.5",\
                        "expiresAt":"2020-01-01T00:00:00Z","enabled":"yes"}\
                        """
                                .formatted("p".repeat(101)));
        assertEquals(
                Set.of(
                        "name",
                        "project",
                        "models",
                        "addresses",
                        "group",
                        "requestsPerMinute",
                        "tokensPerMinute",
                        "concurrency",
                        "budgetDayNanos",
                        "budgetMonthNanos",
                        "budgetTotalNanos",
                        "expiresAt",
                        "enabled"),
                wrong.wrongFields());
        var id = make("{}").body().path("id").asText();
        assertEquals(Set.of("version"), patch(id, "{}").wrongFields());
    }

    @Test
    void aGroupMustBeOneOfTheOwners() {
        var root = desk.root();
        root.logIn("root@example.com");
        assertEquals(201, root.post("/api/keys", Map.of("group", "gold")).status());
        assertEquals(Set.of("group"), make("{\"group\":\"gold\"}").wrongFields());
    }
}
