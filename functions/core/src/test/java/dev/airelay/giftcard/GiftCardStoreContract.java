package dev.airelay.giftcard;

import static dev.airelay.giftcard.Cards.EVENING;
import static dev.airelay.giftcard.Cards.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Credit;
import dev.airelay.account.Entry;
import dev.airelay.contract.Race;
import dev.airelay.giftcard.GiftCard.State;
import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCardStore.Listing;
import dev.airelay.money.Nanos;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [GiftCardStore] does. Each test has cards and users of its own.
public interface GiftCardStoreContract {
    GiftCardStore store();

    /// Where the store books.
    AccountStore accounts();

    private long balance(String user) {
        long balance = accounts().account(user).balance().value();
        assertEquals(
                balance,
                accounts().entries(user, 1000).stream().mapToLong(e -> e.amount().value()).sum(),
                "the ledger adds up to the balance");
        return balance;
    }

    private static Listing listing(int limit, String after, String batchId) {
        return new Listing(limit, after, Optional.of(batchId), Optional.empty());
    }

    @Test
    default void aCardIsKeptAsItWasMade() {
        var card = Cards.card("kept");
        var endless = new GiftBatch("endless", new Nanos(1), "", NOON, "root", Optional.empty());
        assertTrue(store().add(List.of(card)));
        assertTrue(store().add(List.of(Cards.card("endless", endless))));
        assertEquals(Optional.of(card), store().find("id-kept"));
        assertEquals(endless, store().find("id-endless").orElseThrow().batch());
        assertEquals(Optional.empty(), store().find("id-nobody"));
    }

    @Test
    default void aCardPaysOnceAndSaysWhoHasIt() {
        var card = Cards.card("once");
        store().add(List.of(card));
        var used = card.with(new State.Used("lucky", NOON));
        assertEquals(
                new Redemption.Paid(used, new Account("lucky", new Nanos(5_000), Credit.NONE, 1)),
                store().redeem("hash-once", "lucky", NOON));
        assertEquals(
                new Redemption.AlreadyUsed(true),
                store().redeem("hash-once", "lucky", NOON.plusSeconds(1)));
        assertEquals(
                new Redemption.AlreadyUsed(false), store().redeem("hash-once", "late", EVENING));
        assertEquals(Optional.of(used), store().find("id-once"));
        assertEquals(5_000, balance("lucky"));
        assertEquals(0, balance("late"));
        var entry = accounts().entries("lucky", 10).getFirst();
        assertEquals("gift/id-once", entry.id());
        assertEquals(Entry.Kind.GIFT_CARD, entry.kind());
        assertEquals(NOON, entry.bookedAt());
    }

    @Test
    default void whatDoesNotPayChangesNothingAndSaysWhy() {
        store().add(List.of(Cards.card("expiring")));
        store().add(List.of(Cards.card("disabled")));
        store().disable("id-disabled", new State.Disabled("root", NOON));
        assertEquals(new Redemption.Unknown(), store().redeem("hash-of-none", "unlucky", NOON));
        assertEquals(new Redemption.Expired(), store().redeem("hash-expiring", "unlucky", EVENING));
        assertEquals(new Redemption.Disabled(), store().redeem("hash-disabled", "unlucky", NOON));
        assertEquals(0, balance("unlucky"));
        assertEquals(Account.empty("unlucky"), accounts().account("unlucky"));
        assertEquals(Status.EXPIRED, store().find("id-expiring").orElseThrow().status(EVENING));
        assertTrue(
                store().redeem("hash-expiring", "punctual", EVENING.minusMillis(1))
                        instanceof Redemption.Paid);
    }

    @Test
    default void onlyAnUnusedCardIsDisabled() {
        store().add(List.of(Cards.card("open")));
        store().add(List.of(Cards.card("gone")));
        store().redeem("hash-gone", "owner", NOON);
        var first = new State.Disabled("root", NOON);
        assertEquals(first, store().disable("id-open", first).orElseThrow().state());
        assertEquals(
                first,
                store().disable("id-open", new State.Disabled("other", EVENING))
                        .orElseThrow()
                        .state());
        assertEquals(
                new State.Used("owner", NOON),
                store().disable("id-gone", first).orElseThrow().state());
        assertEquals(Optional.empty(), store().disable("id-nobody", first));
        assertEquals(5_000, balance("owner"));
    }

    @Test
    default void aBatchIsAddedOnceAndWhole() {
        var batch = Cards.batch("big", NOON.minusSeconds(3_000));
        assertTrue(store().add(Cards.cards(GiftCardStore.MOST_CARDS, batch)));
        var again = Cards.card("again", batch);
        assertFalse(store().add(List.of(again)));
        assertEquals(Optional.empty(), store().find(again.id()));
        var found = new ArrayList<GiftCard>();
        var after = Optional.of("");
        while (after.isPresent()) {
            var page = store().list(listing(GiftCardStore.MOST_LISTED, after.get(), "big"), NOON);
            found.addAll(page.cards());
            after = page.next();
        }
        assertEquals(GiftCardStore.MOST_CARDS, found.size());
        assertEquals(GiftCardStore.MOST_CARDS, found.stream().map(GiftCard::id).distinct().count());
    }

    @Test
    default void pagesGoFromNewToOldWithoutGapsOrRepeats() {
        // Newer than the cards of all other tests, so that these are the first of all.
        var later = NOON.plusSeconds(1_000);
        for (int i = 0; i < 7; i++) {
            store().add(
                            List.of(
                                    Cards.card(
                                            "paged-" + i,
                                            Cards.batch("pages-" + i, later.plusMillis(i)))));
        }
        var all = new Listing(3, "", Optional.empty(), Optional.empty());
        var first = store().list(all, NOON);
        assertEquals(List.of("id-paged-6", "id-paged-5", "id-paged-4"), ids(first));
        var second =
                store().list(
                                new Listing(
                                        4,
                                        first.next().orElseThrow(),
                                        Optional.empty(),
                                        Optional.empty()),
                                NOON);
        assertEquals(List.of("id-paged-3", "id-paged-2", "id-paged-1", "id-paged-0"), ids(second));
        var one = store().list(listing(3, "", "pages-2"), NOON);
        assertEquals(List.of("id-paged-2"), ids(one));
        assertEquals(Optional.empty(), one.next());
    }

    @Test
    default void aListMayBeOfCardsThatStandAlike() {
        store().add(Cards.cards(4, Cards.batch("mixed", NOON)));
        store().redeem("hash-mixed-0001", "mixer", NOON);
        store().disable("id-mixed-0003", new State.Disabled("root", NOON));
        assertEquals(List.of("id-mixed-0001"), ids(alike(Status.USED, false)));
        assertEquals(List.of("id-mixed-0003"), ids(alike(Status.DISABLED, false)));
        assertEquals(List.of("id-mixed-0002", "id-mixed-0000"), ids(alike(Status.UNUSED, false)));
        assertEquals(List.of(), ids(alike(Status.EXPIRED, false)));
        assertEquals(List.of("id-mixed-0002", "id-mixed-0000"), ids(alike(Status.EXPIRED, true)));
        assertEquals(List.of(), ids(alike(Status.UNUSED, true)));
    }

    private GiftCardStore.Page alike(Status status, boolean late) {
        return store().list(
                        new Listing(10, "", Optional.of("mixed"), Optional.of(status)),
                        late ? EVENING : NOON);
    }

    private static List<String> ids(GiftCardStore.Page page) {
        return page.cards().stream().map(GiftCard::id).toList();
    }

    @Test
    default void twoHundredAtTheSameMomentArePaidOnce() throws Exception {
        store().add(List.of(Cards.card("raced")));
        var ends = Race.run(200, i -> () -> store().redeem("hash-raced", "racer-" + i % 5, NOON));
        assertEquals(1, ends.stream().filter(Redemption.Paid.class::isInstance).count());
        assertEquals(199, ends.stream().filter(Redemption.AlreadyUsed.class::isInstance).count());
        long sum = 0;
        for (int user = 0; user < 5; user++) {
            sum += balance("racer-" + user);
        }
        assertEquals(5_000, sum);
    }

    @Test
    default void aCardThatIsDisabledWhileItIsRedeemedIsEither() throws Exception {
        for (int round = 0; round < 5; round++) {
            var name = "torn-" + round;
            store().add(List.of(Cards.card(name)));
            var user = "torn-user-" + round;
            var paid =
                    Race.run(
                            2,
                            i ->
                                    () ->
                                            i == 0
                                                    ? store().redeem("hash-" + name, user, NOON)
                                                            instanceof Redemption.Paid
                                                    : store().disable(
                                                                            "id-" + name,
                                                                            new State.Disabled(
                                                                                    "root", NOON))
                                                                    .orElseThrow()
                                                                    .state()
                                                            instanceof State.Used);
            assertEquals(paid.get(0), paid.get(1));
            assertEquals(paid.get(0) ? 5_000 : 0, balance(user));
        }
    }
}
