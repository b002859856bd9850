package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.limit.Window;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Gate] does about money: holds, charges, bookings, plans and budgets.
public interface GateMoneyContract extends GateTrial {
    Holder PAYER = GateTrial.keyLimited(Limits.NONE);

    private Admission pay(String id, Holder holder, long cost) {
        return gate().admit(new Ask(id, holder, "m", new Estimate(10, new Nanos(cost)), LEASE));
    }

    private void paid(String id, long cost) {
        assertInstanceOf(Admission.Admitted.class, pay(id, PAYER, cost));
    }

    private boolean settled(String id, Holder holder, long estimated, long cost) {
        return gate().settle(
                        new Settlement(
                                id,
                                holder,
                                new Estimate(10, new Nanos(estimated)),
                                10,
                                new Nanos(cost)));
    }

    /// What could be spent now: that much is admitted, and a nano more is not.
    private void available(long nanos) {
        var refused = assertInstanceOf(Admission.OutOfFunds.class, pay("probe", PAYER, 1L << 40));
        assertEquals(new Nanos(nanos), refused.available());
    }

    // --- holds ---

    @Test
    default void whatIsHeldCannotBeSpentTwice() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertEquals(new Admission.OutOfFunds(new Nanos(40)), pay("r2", PAYER, 41));
        paid("r2", 40);
        available(0);
    }

    @Test
    default void manyAtOnceAgainstABalanceForTenAreTen() throws Exception {
        funds().balance("user", 1_009);

        var outcomes = Race.run(40, i -> () -> pay("r" + i, PAYER, 100));

        assertEquals(10, outcomes.stream().filter(Admission.Admitted.class::isInstance).count());
        available(9);
    }

    @Test
    default void whoHasNothingGetsOnlyWhatIsFree() {
        assertEquals(new Admission.OutOfFunds(Nanos.ZERO), pay("r1", PAYER, 1));
        paid("r2", 0);
        funds().balance("user", -5);
        forget();
        assertEquals(new Admission.OutOfFunds(new Nanos(-5)), pay("r3", PAYER, 1));
        paid("r4", 0);
    }

    @Test
    default void aRequestThatCannotBePaidBurnsNothing() {
        funds().balance("user", 10);
        Holder limited = GateTrial.keyLimited(new Limits(1, 10, 1));
        assertInstanceOf(Admission.OutOfFunds.class, pay("r1", limited, 11));
        var admitted = assertInstanceOf(Admission.Admitted.class, pay("r2", limited, 10));
        assertEquals(0, admitted.requests().remaining());
    }

    @Test
    default void aRequestThatIsRefusedHoldsNothing() {
        funds().balance("user", 10);
        Holder limited = GateTrial.keyLimited(new Limits(0, 0, 1));
        assertInstanceOf(Admission.Admitted.class, pay("r1", limited, 1));
        var refused = assertInstanceOf(Admission.Refused.class, pay("r2", limited, 1));
        assertEquals(Measure.CONCURRENCY, refused.measure());
        available(9);
    }

    @Test
    default void askingAgainHoldsOnce() {
        funds().balance("user", 100);
        paid("r1", 60);
        paid("r1", 60);
        available(40);
    }

    @Test
    default void askingAgainForMoreHoldsTheDifference() {
        funds().balance("user", 100);
        paid("r1", 0);
        paid("r1", 60);
        available(40);
        paid("r1", 90);
        paid("r1", 30);
        available(10);
        assertTrue(settled("r1", PAYER, 90, 25));
        paid("r1", 100);
        available(75);
    }

    @Test
    default void whoCannotPayTheDifferenceKeepsWhatIsHeld() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertEquals(new Admission.OutOfFunds(new Nanos(40)), pay("r1", PAYER, 101));
        available(40);
        assertTrue(settled("r1", PAYER, 60, 0));
        available(100);
    }

    @Test
    default void askingAgainForMoreTakesMoneyOnly() {
        funds().balance("user", 100);
        Holder limited = GateTrial.keyLimited(new Limits(1, 10, 1));
        assertInstanceOf(Admission.Admitted.class, pay("r1", limited, 10));
        assertInstanceOf(Admission.Admitted.class, pay("r1", limited, 20));
        assertTrue(settled("r1", limited, 20, 20));
        available(80);
    }

    @Test
    default void theDifferenceCountsInBudgets() {
        funds().balance("user", 1_000);
        Holder holder = budgeted(Budget.NONE, budget(100, 0, 0));
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 40));
        assertInstanceOf(Admission.OverBudget.class, pay("r1", holder, 101));
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 90));
        assertInstanceOf(Admission.OverBudget.class, pay("r2", holder, 11));
        assertInstanceOf(Admission.Admitted.class, pay("r2", holder, 10));
    }

    @Test
    default void theBooksAreReadOnlyOnce() {
        funds().balance("user", 1_000);
        for (int i = 0; i < 5; i++) {
            paid("r" + i, 1);
            settled("r" + i, PAYER, 1, 1);
        }
        assertEquals(1, funds().asked());
    }

    // --- settlement and booking ---

    @Test
    default void whatWasHeldTooMuchComesBack() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertTrue(settled("r1", PAYER, 60, 25));
        available(75);
    }

    @Test
    default void whatWasHeldTooLittleIsTakenEvenBelowZero() {
        funds().balance("user", 100);
        paid("r1", 90);
        assertTrue(settled("r1", PAYER, 90, 130));
        available(-30);
    }

    @Test
    default void settlingTwiceOrAStrangerChangesNothing() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertTrue(settled("r1", PAYER, 60, 25));
        assertFalse(settled("r1", PAYER, 60, 5));
        assertFalse(settled("r1", PAYER, 60, 0));
        assertFalse(settled("stranger", PAYER, 10, 10));
        available(75);
    }

    @Test
    default void aBookedChargeIsTakenFromTheBalanceOnly() {
        funds().balance("user", 100);
        paid("r1", 60);
        paid("r2", 10);
        settled("r1", PAYER, 60, 25);
        books().changed(funds().balance("user", 75), List.of("r1"));
        available(65);
        books().changed(funds().account("user"), List.of("r1"));
        available(65);
        assertFalse(settled("r1", PAYER, 60, 25));
        available(65);
    }

    @Test
    default void bookingMayComeBeforeSettling() {
        funds().balance("user", 100);
        paid("r1", 60);
        books().changed(funds().balance("user", 75), List.of("r1"));
        available(75);
        assertTrue(settled("r1", PAYER, 60, 25));
        available(75);
        assertEquals(List.of(), holds().open(Duration.ZERO, 10));
    }

    @Test
    default void olderNewsOfTheBalanceChangeNothing() {
        var older = funds().balance("user", 100);
        var newer = funds().balance("user", 500);
        paid("r1", 1);
        books().changed(newer, List.of());
        books().changed(older, List.of());
        available(499);
    }

    @Test
    default void aTopUpCountsAtOnce() {
        funds().balance("user", 1);
        assertInstanceOf(Admission.OutOfFunds.class, pay("r1", PAYER, 10));
        books().changed(funds().balance("user", 50), List.of());
        paid("r1", 10);
        available(40);
    }

    @Test
    default void newsBeforeTheFirstRequestAreKept() {
        books().changed(funds().balance("user", 50), List.of());
        paid("r1", 10);
        available(40);
    }

    // --- plans ---

    @Test
    default void aPlansCreditCanBeSpentUntilItsPeriodEnds() {
        funds().balance("user", 10);
        funds().credit("user", 100, START.plus(Duration.ofHours(1)));
        paid("r1", 105);
        available(5);
        settled("r1", PAYER, 105, 20);
        available(90);
        pass(Duration.ofHours(1));
        available(-10);
    }

    // --- what is lost and found ---

    @Test
    default void aGateThatLostItsMemoryLearnsFromTheBooks() {
        funds().balance("user", 100);
        paid("r1", 60);
        settled("r1", PAYER, 60, 30);
        funds().balance("user", 70);
        forget();
        assertFalse(settled("r1", PAYER, 60, 30));
        paid("r2", 70);
        available(0);
    }

    @Test
    default void aHoldThatNobodySettledIsFoundAndReleased() {
        funds().balance("user", 100);
        Instant arrived = START;
        paid("r1", 60);
        assertEquals(List.of(), holds().open(Duration.ZERO, 10));
        pass(LEASE.plusSeconds(7));
        assertEquals(List.of(), holds().open(Duration.ofSeconds(8), 10));

        Hold orphan = holds().open(Duration.ofSeconds(7), 10).getFirst();

        assertEquals(
                new Hold(
                        "r1",
                        "user",
                        "key",
                        "m",
                        new Nanos(60),
                        Spending.day(START),
                        arrived.plus(LEASE),
                        Instant.MAX,
                        false),
                orphan);
        available(40);
        holds().release(orphan);
        available(100);
        holds().release(orphan);
        assertFalse(settled("r1", PAYER, 60, 30));
        available(100);
        assertEquals(List.of(), holds().open(Duration.ZERO, 10));
    }

    @Test
    default void releasingWhatWasSettledMeanwhileChangesNothing() {
        funds().balance("user", 100);
        paid("r1", 60);
        pass(LEASE);
        Hold orphan = holds().open(Duration.ZERO, 10).getFirst();
        assertTrue(settled("r1", PAYER, 60, 30));

        holds().release(orphan);

        available(70);
    }

    @Test
    default void aChargeThatNobodyBookedIsFound() {
        funds().balance("user", 100);
        paid("r1", 60);
        settled("r1", PAYER, 60, 30);
        pass(Duration.ofMinutes(2));

        Hold charge = holds().open(Duration.ofMinutes(2), 10).getFirst();

        assertTrue(charge.settled());
        assertEquals("r1", charge.requestId());
        assertEquals(new Nanos(30), charge.amount());
        books().changed(funds().balance("user", 70), List.of("r1"));
        assertEquals(List.of(), holds().open(Duration.ZERO, 10));
        available(70);
    }

    @Test
    default void onlySoManyOpenHoldsAreListedAsAreAskedFor() {
        funds().balance("user", 100);
        for (int i = 0; i < 5; i++) {
            paid("r" + i, 1);
        }
        pass(LEASE);
        assertEquals(3, holds().open(Duration.ZERO, 3).size());
    }

    // --- budgets ---

    private static Holder budgeted(Budget user, Budget key) {
        return GateTrial.holder(Limits.NONE.with(user), Limits.NONE.with(key));
    }

    private static Budget budget(long day, long month, long total) {
        return new Budget(new Nanos(day), new Nanos(month), new Nanos(total));
    }

    @Test
    default void aDaysBudgetBeginsAnewAtMidnight() {
        funds().balance("user", 10_000);
        Holder holder = budgeted(Budget.NONE, budget(100, 0, 0));
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 80));
        pass(Duration.ofHours(1));
        assertEquals(
                new Admission.OverBudget(
                        Scope.KEY, Window.DAY, new Nanos(100), Duration.ofHours(23)),
                pay("r2", holder, 21));
        settled("r1", holder, 80, 79);
        assertInstanceOf(Admission.Admitted.class, pay("r2", holder, 21));
        pass(Duration.ofHours(23));
        assertInstanceOf(Admission.Admitted.class, pay("r3", holder, 100));
        settled("r2", holder, 21, 5);
        assertInstanceOf(Admission.OverBudget.class, pay("r4", holder, 1));
    }

    @Test
    default void aMonthsBudgetBeginsAnewOnTheFirst() {
        funds().balance("user", 10_000);
        Holder holder = budgeted(budget(0, 100, 0), Budget.NONE);
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 80));
        pass(Duration.ofDays(9));
        assertEquals(
                new Admission.OverBudget(
                        Scope.USER, Window.MONTH, new Nanos(100), Duration.ofDays(1)),
                pay("r2", holder, 21));
        pass(Duration.ofDays(1));
        assertInstanceOf(Admission.Admitted.class, pay("r2", holder, 100));
    }

    @Test
    default void aTotalBudgetEndsForGood() {
        funds().balance("user", 10_000);
        Holder holder = budgeted(Budget.NONE, budget(50, 100, 120));
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 50));
        pass(Duration.ofDays(40));
        assertInstanceOf(Admission.Admitted.class, pay("r2", holder, 50));
        pass(Duration.ofDays(40));
        assertEquals(
                new Admission.OverBudget(Scope.KEY, Window.TOTAL, new Nanos(120), Duration.ZERO),
                pay("r3", holder, 21));
        assertInstanceOf(Admission.Admitted.class, pay("r4", holder, 20));
    }

    @Test
    default void whatWasSpentBeforeCounts() {
        funds().balance("user", 10_000);
        funds().spent("key", 90);
        funds().spent("user", 95);
        Holder byKey = budgeted(Budget.NONE, budget(100, 0, 0));
        assertInstanceOf(Admission.OverBudget.class, pay("r1", byKey, 11));
        Holder byUser = budgeted(budget(0, 0, 100), Budget.NONE);
        assertInstanceOf(Admission.OverBudget.class, pay("r2", byUser, 6));
        assertInstanceOf(Admission.Admitted.class, pay("r3", byUser, 5));
    }

    @Test
    default void aBudgetCountsWhatIsReleasedNoMore() {
        funds().balance("user", 10_000);
        Holder holder = budgeted(Budget.NONE, budget(100, 0, 0));
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 80));
        pass(LEASE);
        holds().open(Duration.ZERO, 1).forEach(holds()::release);
        assertInstanceOf(Admission.Admitted.class, pay("r2", holder, 100));
    }

    /// Its process died between the record, which was booked, and the settlement.
    @Test
    default void aBudgetCountsWhatWasBookedThoughItsHoldIsReleased() {
        funds().balance("user", 10_000);
        Holder holder = budgeted(budget(0, 0, 100), budget(0, 0, 100));
        assertInstanceOf(Admission.Admitted.class, pay("r1", holder, 80));
        funds().spent("user", 70);
        funds().spent("key", 70);
        books().changed(funds().balance("user", 9_930), List.of("r1"));
        pass(LEASE);

        holds().open(Duration.ZERO, 1).forEach(holds()::release);

        assertEquals(
                new Admission.OverBudget(Scope.KEY, Window.TOTAL, new Nanos(100), Duration.ZERO),
                pay("r2", holder, 31));
        assertInstanceOf(Admission.Admitted.class, pay("r3", holder, 30));
    }

    @Test
    default void parallelRequestsNeverExceedABudget() throws Exception {
        funds().balance("user", 10_000);
        Holder holder = budgeted(budget(0, 1_000, 0), budget(505, 0, 0));

        var outcomes = Race.run(40, i -> () -> pay("r" + i, holder, 100));

        assertEquals(5, outcomes.stream().filter(Admission.Admitted.class::isInstance).count());
    }
}
