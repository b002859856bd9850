package dev.airelay.giftcards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.access.Role;
import dev.airelay.giftcards.Caller.Answered;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GiftCardsFunctionTest {
    private final Desk desk = new Desk();

    private static void refused(int status, String code, Answered answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code());
        assertEquals("no-store", answer.headers().path("cache-control").asText());
        assertFalse(answer.body().at("/error/requestId").asText().isEmpty());
    }

    private static Set<String> fields(Answered answer) {
        refused(400, "invalid_request", answer);
        var names = new TreeSet<String>();
        answer.body().at("/error/fields").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void whatDoesNotPaySaysWhy() {
        var code = desk.code();
        refused(404, "gift_card_unknown", desk.caller.redeem(desk.user("eve"), "nonsense"));
        refused(
                404,
                "gift_card_unknown",
                desk.caller.redeem(desk.user("eve"), "AAAA-BBBB-CCCC-DDDD"));
        assertEquals(200, desk.caller.redeem(desk.user("ada"), code).status());
        var again = desk.caller.redeem(desk.user("ada"), code);
        refused(409, "gift_card_used", again);
        assertTrue(again.text().contains("You have already"));
        var other = desk.caller.redeem(desk.user("eve"), code);
        refused(409, "gift_card_used", other);
        assertFalse(other.text().contains("You have already"));
        assertFalse(other.text().contains(code.substring(0, 4)));
        assertEquals(0, desk.accounts.account("eve").version());
    }

    @Test
    void aCardThatExpiredOrWasDisabledDoesNotPay() {
        var expiring =
                desk.caller
                        .create(
                                desk.admin(),
                                "{\"count\":1,\"amountUsd\":1,\"expiresAt\":\"2026-11-21T12:10:00Z\"}")
                        .body()
                        .at("/cards/0");
        var card = desk.caller.list(desk.admin()).body().at("/items/0");
        assertEquals("unused", card.path("state").asText());
        desk.now = desk.now.plus(Duration.ofMinutes(10));
        refused(
                410,
                "gift_card_expired",
                desk.caller.redeem(desk.user("ada"), expiring.path("code").asText()));
        assertEquals(
                1, desk.caller.list(desk.admin(), "state", "expired").body().at("/items").size());
        var id = expiring.path("id").asText();
        assertEquals(200, desk.caller.disable(desk.admin(), id).status());
        assertEquals(200, desk.caller.disable(desk.admin(), id).status());
        refused(
                409,
                "gift_card_disabled",
                desk.caller.redeem(desk.user("ada"), expiring.path("code").asText()));
    }

    @Test
    void onlyCardsThatAreNotUsedAreDisabled() {
        var code = desk.code();
        var id = desk.caller.list(desk.admin()).body().at("/items/0/id").asText();
        desk.caller.redeem(desk.user("ada"), code);
        refused(409, "gift_card_used", desk.caller.disable(desk.admin(), id));
        refused(404, "gift_card_unknown", desk.caller.disable(desk.admin(), "nobody"));
        var card = desk.caller.list(desk.admin()).body().at("/items/0");
        assertEquals("used", card.path("state").asText());
        assertEquals("ada", card.path("usedBy").asText());
        assertEquals("2026-11-21T12:00:00Z", card.path("usedAt").asText());
    }

    @Test
    void guessingEndsAfterTenTriesAnHour() {
        for (int i = 0; i < 10; i++) {
            var answer = desk.caller.redeem(desk.user("eve"), "AAAA-BBBB-CCCC-DDDD");
            refused(404, "gift_card_unknown", answer);
        }
        var refusal = desk.caller.redeem(desk.user("eve"), desk.code());
        refused(429, "too_many_attempts", refusal);
        assertEquals("3600", refusal.headers().path("retry-after").asText());
        assertEquals(200, desk.caller.redeem(desk.user("ada"), desk.code()).status());
        desk.now = desk.now.plus(Duration.ofHours(1));
        assertEquals(200, desk.caller.redeem(desk.user("eve"), desk.code()).status());
    }

    @Test
    void guessingFromOneAddressEndsAfterThirtyTriesAnHour() {
        for (int i = 0; i < 30; i++) {
            var user = desk.user("bot-" + i);
            assertEquals(404, desk.caller.redeem(user, "AAAA-BBBB-CCCC-DDDD").status());
        }
        refused(
                429,
                "too_many_attempts",
                desk.caller.redeem(desk.user("bot-30"), "AAAA-BBBB-CCCC-DDDD"));
    }

    @Test
    void everythingThatIsWrongWithAnOrderIsNamed() {
        var admin = desk.admin();
        assertEquals(Set.of("amountUsd", "count"), fields(desk.caller.create(admin, "{}")));
        assertEquals(
                Set.of("amountUsd", "count", "expiresAt", "note"),
                fields(
                        desk.caller.create(
                                admin,
                                "{\"count\":1001,\"amountUsd\":\"10000.000000001\",\"note\":\""
                                        + "x".repeat(201)
                                        + "\",\"expiresAt\":\"2026-11-21T12:00:00Z\"}")));
        for (String amount : new String[] {"0", "-1", "\"1,5\"", "10001", "[]", "\"\""}) {
            assertEquals(
                    Set.of("amountUsd"),
                    fields(desk.caller.create(admin, "{\"count\":1,\"amountUsd\":" + amount + "}")),
                    amount);
        }
        for (String count : new String[] {"0", "-1", "1.5", "\"1\"", "99999999999"}) {
            assertEquals(
                    Set.of("count"),
                    fields(desk.caller.create(admin, "{\"amountUsd\":1,\"count\":" + count + "}")),
                    count);
        }
        assertEquals(
                Set.of("code"),
                fields(desk.caller.call(Caller.event("redeem", "{token}", admin, "{code}", " "))));
    }

    @Test
    void anOnceKeyMustNotBeEndless() {
        var event = Caller.event("create", "{token}", desk.admin());
        ((ObjectNode) event.path("headers")).put("idempotency-key", "k".repeat(256));
        assertEquals(Set.of("Idempotency-Key"), fields(desk.caller.call(event)));
    }

    @Test
    void aListIsReadPageByPage() {
        assertEquals(
                201, desk.caller.create(desk.admin(), "{\"count\":25,\"amountUsd\":1}").status());
        var seen = new HashSet<String>();
        var cursor = "";
        do {
            var page = desk.caller.list(desk.admin(), "limit", "10", "cursor", cursor);
            assertEquals(200, page.status(), page.text());
            page.body()
                    .path("items")
                    .forEach(item -> assertTrue(seen.add(item.at("/id").asText())));
            cursor = page.body().path("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertEquals(25, seen.size());
        var batch = desk.caller.list(desk.admin(), "batch", "none");
        assertEquals("{\"items\":[]}", batch.text());
        assertEquals(
                Set.of("cursor", "limit", "state"),
                fields(
                        desk.caller.list(
                                desk.admin(), "limit", "101", "cursor", "%", "state", "lost")));
        assertEquals(Set.of("limit"), fields(desk.caller.list(desk.admin(), "limit", "x")));
    }

    @Test
    void aCursorLeadsOnInItsOwnListOnly() {
        desk.caller.create(desk.admin(), "{\"count\":3,\"amountUsd\":1}");
        var cursor =
                desk.caller
                        .list(desk.admin(), "limit", "1", "state", "unused")
                        .body()
                        .path("nextCursor")
                        .asText();
        var next = desk.caller.list(desk.admin(), "state", "unused", "cursor", cursor);
        assertEquals(2, next.body().path("items").size(), next.text());
        refused(400, "invalid_cursor", desk.caller.list(desk.admin(), "cursor", cursor));
        refused(
                400,
                "invalid_cursor",
                desk.caller.list(desk.admin(), "state", "used", "cursor", cursor));
        refused(
                400,
                "invalid_cursor",
                desk.caller.list(desk.admin(), "state", "unused", "batch", "b", "cursor", cursor));
        var other = desk.token("another", Role.ADMIN);
        refused(
                400,
                "invalid_cursor",
                desk.caller.list(other, "state", "unused", "cursor", cursor));
        var unsigned = Base64.getUrlEncoder().encodeToString("000000000000000/x".getBytes(UTF_8));
        refused(400, "invalid_cursor", desk.caller.list(desk.admin(), "cursor", unsigned));
    }

    @Test
    void onlyAdministratorsMakeSeeAndDisableCards() {
        var user = desk.user("ada");
        var body = "{\"count\":1,\"amountUsd\":1}";
        refused(403, "forbidden", desk.caller.create(user, body));
        refused(403, "forbidden", desk.caller.list(user));
        refused(403, "forbidden", desk.caller.disable(user, "any"));
        for (String token : new String[] {"", "x.y.z", user + "x"}) {
            refused(401, "unauthorized", desk.caller.create(token, body));
            refused(401, "unauthorized", desk.caller.list(token));
            refused(401, "unauthorized", desk.caller.disable(token, "any"));
            refused(401, "unauthorized", desk.caller.redeem(token, "any"));
        }
        desk.now = desk.now.plus(Duration.ofMinutes(15));
        refused(401, "unauthorized", desk.caller.redeem(user, "any"));
    }

    @Test
    void otherAddressesAndMethodsAreRefused() {
        var event = Caller.event("list", "{token}", desk.admin());
        refused(404, "not_found", desk.caller.call(event.put("rawPath", "/api/gift-card")));
        event.put("rawPath", "/api/gift-cards/redeem");
        var answer = desk.caller.call(event);
        refused(405, "method_not_allowed", answer);
        assertEquals("POST", answer.headers().path("allow").asText());
        refused(
                413,
                "body_too_large",
                desk.caller.create(desk.admin(), "{\"note\":\"" + "x".repeat(70_000) + "\"}"));
    }
}
