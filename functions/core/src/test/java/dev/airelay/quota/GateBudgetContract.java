package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.airelay.contract.Race;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Scope;
import dev.airelay.limit.Window;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Gate] does about the budgets of keys and users.
public interface GateBudgetContract extends GateTrial {
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
        reconciled("r1", holder, 80, 79);
        assertInstanceOf(Admission.Admitted.class, pay("r2", holder, 21));
        pass(Duration.ofHours(23));
        assertInstanceOf(Admission.Admitted.class, pay("r3", holder, 100));
        reconciled("r2", holder, 21, 5);
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

    /// Its process died between the record, which was booked, and the reconciliation.
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
}
