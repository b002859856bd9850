package dev.airelay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [AccountStore] does. Each test has users of its own.
public interface AccountStoreContract extends TallyStoreContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /// A store without accounts, or at least without those of an earlier test.
    @Override
    AccountStore store();

    static Entry grant(String id, String user, long nanos) {
        return new Entry(id, user, Entry.Kind.GRANT, new Nanos(nanos), NOON, "a present");
    }

    static Charge charge(String request, String user, long nanos) {
        return new Charge(
                request,
                user,
                new Nanos(nanos),
                NOON.plusSeconds(1_000_000_000),
                new Charge.Use(
                        NOON,
                        "key-of-" + user,
                        "m",
                        "c",
                        "",
                        true,
                        new Tokens(1, 2, 3, 4, 5, 6),
                        7));
    }

    private void agrees(String user, long balance) {
        agrees(store(), user, balance);
    }

    /// The balance is so much, and the ledger explains it.
    static void agrees(AccountStore store, String user, long balance) {
        assertEquals(new Nanos(balance), store.account(user).balance());
        assertEquals(
                balance,
                store.entries(user, 1000).stream().mapToLong(one -> one.amount().value()).sum(),
                "the ledger adds up to the balance");
        assertEquals(
                store.account(user).credit().left().value(),
                store.entries(user, 1000).stream().mapToLong(one -> one.credit().value()).sum(),
                "and to the plan's credit");
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
        assertEquals(new Account("once", new Nanos(500), Credit.NONE, 1), first.after());
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
        assertEquals(new Account("spender", new Nanos(863), Credit.NONE, 3), mixed.after());
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
        for (int i = 0; i < 200; i++) {
            many.add(charge("many-" + i, "many", 1));
        }
        List<List<Charge>> steps = Charges.steps(many);
        assertEquals(many, steps.stream().flatMap(List::stream).toList());
        steps.forEach(step -> store().charge(step, NOON));
        agrees("many", -200);
        var tooMany = new ArrayList<>(steps.getFirst());
        tooMany.add(charge("one too many", "many", 1));
        assertThrows(IllegalArgumentException.class, () -> store().charge(tooMany, NOON));
    }

    @Test
    default void thePlansCreditPaysFirst() {
        store().book(grant("grant/1", "planned", 100));
        var first = store().renew(renewal("plan/p/1", "planned", 50, NOON.plusSeconds(60)));
        assertTrue(first.booked());
        assertEquals(
                new Account(
                        "planned",
                        new Nanos(100),
                        new Credit(new Nanos(50), NOON.plusSeconds(60)),
                        2),
                first.after());

        store().charge(List.of(charge("planned-1", "planned", 30)), NOON);
        agrees("planned", 100);
        var over = store().charge(List.of(charge("planned-2", "planned", 30)), NOON);
        agrees("planned", 90);
        assertEquals(Nanos.ZERO, over.after().credit().left());
    }

    @Test
    default void aPlansCreditEndsWithItsPeriod() {
        store().renew(renewal("plan/p/1", "lapsed", 50, NOON.plusSeconds(60)));

        store().charge(List.of(charge("lapsed-1", "lapsed", 30)), NOON.plusSeconds(60));
        agrees("lapsed", -30);

        var ended = store().renew(renewal("plan/p/end", "lapsed", 0, NOON.plusSeconds(60)));
        assertEquals(Nanos.ZERO, ended.after().credit().left());
        agrees("lapsed", -30);
    }

    @Test
    default void aPeriodBeginsOnceAndTakesWhatWasLeftOfTheOneBefore() {
        store().renew(renewal("plan/p/1", "renewed", 50, NOON.plusSeconds(60)));
        store().charge(List.of(charge("renewed-1", "renewed", 20)), NOON);
        var next = renewal("plan/p/2", "renewed", 50, NOON.plusSeconds(120));

        assertTrue(store().renew(next).booked());
        assertFalse(store().renew(next).booked());

        assertEquals(
                new Credit(new Nanos(50), NOON.plusSeconds(120)),
                store().account("renewed").credit());
        agrees("renewed", 0);
    }

    private static Renewal renewal(String id, String user, long nanos, Instant until) {
        return new Renewal(id, user, Instant.MAX, new Nanos(nanos), until, NOON, "a plan");
    }

    @Test
    default void aRenewalThatComesAfterAnotherPlanBeganChangesNothing() {
        var larger = renewal("plan/q/1", "upgraded", 900, NOON.plusSeconds(120));
        store().renew(larger);
        var late =
                new Renewal(
                        "plan/p/end",
                        "upgraded",
                        NOON,
                        Nanos.ZERO,
                        NOON.plusSeconds(60),
                        NOON,
                        "a plan");

        assertFalse(store().renew(late).booked());

        assertEquals(
                new Credit(new Nanos(900), NOON.plusSeconds(120)),
                store().account("upgraded").credit());
        agrees("upgraded", 0);
    }

    /// As when an outage is made up for from the table: what is old comes after what is new.
    @Test
    default void anOldRequestThatComesAfterManyNewOnesIsBookedOnce() {
        for (int i = 100; i < 160; i++) {
            store().charge(List.of(charge("late-" + i, "late", 1)), NOON);
        }
        var old = List.of(charge("late-099", "late", 5), charge("late-105", "late", 1));

        assertTrue(store().charge(old, NOON).booked());
        assertFalse(store().charge(old, NOON).booked());

        assertEquals(Set.of("late-099"), store().charged("late", List.of("late-099", "late-098")));
        agrees("late", -65);
    }

    @Test
    default void whatIsChargedIsKnown() {
        store().charge(List.of(charge("known-1", "known", 1), charge("known-2", "known", 0)), NOON);

        assertEquals(
                Set.of("known-1", "known-2"),
                store().charged("known", List.of("known-1", "known-3", "known-2")));
        assertEquals(Set.of(), store().charged("known", List.of()));
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
        var user = new Subject(Subject.Dimension.USER, "bundled");
        assertEquals(20, tallies().tally(user, Period.DAY, "2026-11-21").requests());
        assertEquals(20, tallies().tally(user, Period.EVER, "ever").requests());
    }
}
