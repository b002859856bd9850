package dev.airelay.giftcards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Role;
import dev.airelay.money.Nanos;
import org.junit.jupiter.api.Test;

/// The sample events, one after the other.
class GiftCardsEventsTest {
    private final Desk desk = new Desk();

    @Test
    void cardsAreMadeListedRedeemedAndDisabled() {
        var admin = desk.token("root", Role.SUPER_ADMIN);
        var made = desk.caller.call(Caller.event("create", "{token}", admin));
        assertEquals(201, made.status(), made.text());
        assertEquals(3, made.body().path("cards").size());
        var first = made.body().path("cards").path(0);
        assertTrue(first.path("code").asText().matches("([2-9A-Z]{4}-){3}[2-9A-Z]{4}"));
        assertEquals("25.50", first.path("amountUsd").asText());
        assertEquals("2099-12-31T00:00:00Z", first.path("expiresAt").asText());

        var redeemed = desk.caller.redeem(desk.user("ada"), first.path("code").asText());
        assertEquals(200, redeemed.status(), redeemed.text());
        assertEquals("{\"amountUsd\":\"25.50\",\"balanceUsd\":\"25.50\"}", redeemed.text());
        assertEquals(new Nanos(25_500_000_000L), desk.accounts.account("ada").balance());

        var second = made.body().path("cards").path(1);
        var disabled = desk.caller.disable(admin, second.path("id").asText());
        assertEquals(200, disabled.status(), disabled.text());
        assertEquals("disabled", disabled.body().path("state").asText());
        assertEquals("root", disabled.body().path("disabledBy").asText());

        var list = desk.caller.call(Caller.event("list", "{token}", admin));
        assertEquals(200, list.status(), list.text());
        assertEquals(1, list.body().path("items").size());
        assertEquals("spring campaign", list.body().at("/items/0/note").asText());
        assertFalse(list.text().contains(first.path("code").asText().substring(0, 9)));
    }

    @Test
    void theSameOrderTwiceMakesOneBatch() {
        var event = Caller.event("create", "{token}", desk.admin());
        var made = desk.caller.call(event);
        var again = desk.caller.call(event);
        assertEquals(409, again.status());
        assertEquals("batch_exists", again.code());
        assertTrue(again.text().contains(made.body().path("batchId").asText()));
        var all = desk.caller.list(desk.admin(), "limit", "100");
        assertEquals(3, all.body().path("items").size());
    }

    @Test
    void codesComeAsATableWhenAskedFor() {
        var made = desk.caller.call(Caller.event("create.csv", "{token}", desk.admin()));
        assertEquals(201, made.status());
        var lines = made.text().lines().toList();
        assertEquals(3, lines.size());
        assertEquals("id,code,amountUsd,expiresAt", lines.getFirst());
        assertTrue(
                lines.get(1).matches("[0-9a-f]{24},([2-9A-Z]{4}-){3}[2-9A-Z]{4},0\\.10,"),
                lines.get(1));
        assertEquals("text/csv; charset=utf-8", made.headers().path("content-type").asText());
        assertTrue(
                made.headers()
                        .path("content-disposition")
                        .asText()
                        .matches("attachment; filename=\"gift-cards-[0-9A-Za-z_-]+\\.csv\""));
        assertEquals("no-store", made.headers().path("cache-control").asText());
    }
}
