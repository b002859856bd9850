package dev.airelay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every [AccountStore] does. Each test has users of its own.
public interface AccountStoreContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /// A store without accounts, or at least without those of an earlier test.
    AccountStore store();

    static Entry grant(String id, String user, long nanos) {
        return new Entry(id, user, Entry.Kind.GRANT, new Nanos(nanos), NOON, "a present");
    }

    static Charge charge(String request, String user, long nanos) {
        return new Charge(request, user, new Nanos(nanos), NOON.plusSeconds(1_000_000_000));
    }

    private void agrees(String user, long balance) {
        assertEquals(new Nanos(balance), store().account(user).balance());
        assertEquals(
                balance,
                store().entries(user, 1000).stream().mapToLong(one -> one.amount().value()).sum(),
                "the ledger adds up to the balance");
    }

    @Test
    default void anUnknownUserOwnsNothing() {
        assertEquals(Account.empty("stranger"), store().account("stranger"));
        assertEquals(List.of(), store().entries("stranger", 10));
    }

    @Test
    default void anEntryIsBookedOnceAndStaysAsItIs() {
        var first = store().book(grant("grant/1", "once", 500));
        assertTrue(first.booked());
        assertEquals(new Account("once", new Nanos(500), 1), first.after());
        var again = store().book(grant("grant/1", "once", 900));
        assertFalse(again.booked());
        assertEquals(first.after(), again.after());
        assertEquals(List.of(grant("grant/1", "once", 500)), store().entries("once", 10));
        agrees("once", 500);
    }

    @Test
    default void theSameCauseMayConcernTwoUsers() {
        assertTrue(store().book(grant("grant/both", "left", 1)).booked());
        assertTrue(store().book(grant("grant/both", "right", 2)).booked());
        agrees("left", 1);
        agrees("right", 2);
    }

    @Test
    default void entriesAreListedNewestFirst() {
        for (int i = 0; i < 4; i++) {
            store().book(
                            new Entry(
                                    "e/" + (3 - i),
                                    "lister",
                                    Entry.Kind.TOP_UP,
                                    new Nanos(i),
                                    NOON.plusMillis(i),
                                    ""));
        }
        assertEquals(
                List.of("e/0", "e/1", "e/2"),
                store().entries("lister", 3).stream().map(Entry::id).toList());
    }

    @Test
    default void chargesThatWereBookedBeforeAreLeftOut() {
        store().book(grant("grant/1", "spender", 1_000));
        var one = charge("spend-1", "spender", 100);
        var two = charge("spend-2", "spender", 30);
        var three = charge("spend-3", "spender", 7);

        assertTrue(store().charge(List.of(one, two), NOON).booked());
        agrees("spender", 870);
        assertFalse(store().charge(List.of(two, one), NOON).booked());
        assertFalse(store().charge(List.of(two), NOON).booked());
        agrees("spender", 870);
        var mixed = store().charge(List.of(two, three, one), NOON);
        assertTrue(mixed.booked());
        assertEquals(new Account("spender", new Nanos(863), 3), mixed.after());
        agrees("spender", 863);
    }

    @Test
    default void freeRequestsChangeNoBalance() {
        store().book(grant("grant/1", "guest", 10));
        var free = store().charge(List.of(charge("free-1", "guest", 0)), NOON);
        assertEquals(1, free.after().version());
        assertEquals(1, store().entries("guest", 10).size());
        assertFalse(store().charge(List.of(charge("free-1", "guest", 5)), NOON).booked());
        agrees("guest", 10);
    }

    @Test
    default void aBalanceMayGoBelowZero() {
        store().charge(List.of(charge("debt-1", "debtor", 11)), NOON);
        agrees("debtor", -11);
    }

    @Test
    default void asManyChargesAsAllowedFitIntoOneStep() {
        var many = new ArrayList<Charge>();
        for (int i = 0; i < AccountStore.MOST_CHARGES; i++) {
            many.add(charge("many-" + i, "many", 1));
        }
        store().charge(many, NOON);
        agrees("many", -AccountStore.MOST_CHARGES);
        many.add(charge("one too many", "many", 1));
        assertThrows(IllegalArgumentException.class, () -> store().charge(many, NOON));
    }

    @Test
    default void chargesOfSeveralUsersDoNotGoTogether() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        store().charge(
                                        List.of(charge("a", "user-a", 1), charge("b", "user-b", 1)),
                                        NOON));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        store().charge(
                                        List.of(charge("a", "user-a", 1), charge("a", "user-a", 2)),
                                        NOON));
    }

    @Test
    default void manyWhoBookTheSameBookItOnce() throws Exception {
        var booked = Race.run(16, _ -> () -> store().book(grant("grant/x", "raced", 5)));
        assertEquals(1, booked.stream().filter(AccountStore.Booking::booked).count());
        agrees("raced", 5);
    }

    /// The same charges in overlapping bundles, as when a stream is read twice with other borders.
    @Test
    default void overlappingBundlesChargeEachRequestOnce() throws Exception {
        store().book(grant("grant/1", "bundled", 1_000_000));
        Race.run(
                8,
                i ->
                        () -> {
                            var random = new Random(i);
                            for (int round = 0; round < 4; round++) {
                                var bundle = new ArrayList<Charge>();
                                for (int request = 0; request < 20; request++) {
                                    if (random.nextBoolean()) {
                                        bundle.add(
                                                charge(
                                                        "bundle-" + request,
                                                        "bundled",
                                                        1L << request));
                                    }
                                }
                                if (!bundle.isEmpty()) {
                                    store().charge(bundle, NOON);
                                }
                            }
                            return 0;
                        });
        for (int request = 0; request < 20; request++) {
            store().charge(List.of(charge("bundle-" + request, "bundled", 1L << request)), NOON);
        }
        agrees("bundled", 1_000_000 - ((1L << 20) - 1));
    }
}
