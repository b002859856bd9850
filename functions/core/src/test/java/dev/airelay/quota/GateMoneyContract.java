package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Gate] does about money: holds, charges, bookings and plans.
public interface GateMoneyContract extends GateTrial {
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
        assertTrue(reconciled("r1", PAYER, 90, 25));
        paid("r1", 100);
        available(75);
    }

    @Test
    default void whoCannotPayTheDifferenceKeepsWhatIsHeld() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertEquals(new Admission.OutOfFunds(new Nanos(40)), pay("r1", PAYER, 101));
        available(40);
        assertTrue(reconciled("r1", PAYER, 60, 0));
        available(100);
    }

    @Test
    default void askingAgainForMoreTakesMoneyOnly() {
        funds().balance("user", 100);
        Holder limited = GateTrial.keyLimited(new Limits(1, 10, 1));
        assertInstanceOf(Admission.Admitted.class, pay("r1", limited, 10));
        assertInstanceOf(Admission.Admitted.class, pay("r1", limited, 20));
        assertTrue(reconciled("r1", limited, 20, 20));
        available(80);
    }

    @Test
    default void theBooksAreReadOnlyOnce() {
        funds().balance("user", 1_000);
        for (int i = 0; i < 5; i++) {
            paid("r" + i, 1);
            reconciled("r" + i, PAYER, 1, 1);
        }
        assertEquals(1, funds().asked());
    }

    // --- reconciliation and booking ---

    @Test
    default void whatWasHeldTooMuchComesBack() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertTrue(reconciled("r1", PAYER, 60, 25));
        available(75);
    }

    @Test
    default void whatWasHeldTooLittleIsTakenEvenBelowZero() {
        funds().balance("user", 100);
        paid("r1", 90);
        assertTrue(reconciled("r1", PAYER, 90, 130));
        available(-30);
    }

    @Test
    default void reconcilingTwiceOrAStrangerChangesNothing() {
        funds().balance("user", 100);
        paid("r1", 60);
        assertTrue(reconciled("r1", PAYER, 60, 25));
        assertFalse(reconciled("r1", PAYER, 60, 5));
        assertFalse(reconciled("r1", PAYER, 60, 0));
        assertFalse(reconciled("stranger", PAYER, 10, 10));
        available(75);
    }

    @Test
    default void aBookedChargeIsTakenFromTheBalanceOnly() {
        funds().balance("user", 100);
        paid("r1", 60);
        paid("r2", 10);
        reconciled("r1", PAYER, 60, 25);
        books().changed(funds().balance("user", 75), List.of("r1"));
        available(65);
        books().changed(funds().account("user"), List.of("r1"));
        available(65);
        assertFalse(reconciled("r1", PAYER, 60, 25));
        available(65);
    }

    @Test
    default void bookingMayComeBeforeReconciling() {
        funds().balance("user", 100);
        paid("r1", 60);
        books().changed(funds().balance("user", 75), List.of("r1"));
        available(75);
        assertTrue(reconciled("r1", PAYER, 60, 25));
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
        reconciled("r1", PAYER, 105, 20);
        available(90);
        pass(Duration.ofHours(1));
        available(-10);
    }

    // --- what is lost and found ---

    @Test
    default void aGateThatLostItsMemoryLearnsFromTheBooks() {
        funds().balance("user", 100);
        paid("r1", 60);
        reconciled("r1", PAYER, 60, 30);
        funds().balance("user", 70);
        forget();
        assertFalse(reconciled("r1", PAYER, 60, 30));
        paid("r2", 70);
        available(0);
    }

    @Test
    default void aHoldThatNobodyReconciledIsFoundAndReleased() {
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
        assertFalse(reconciled("r1", PAYER, 60, 30));
        available(100);
        assertEquals(List.of(), holds().open(Duration.ZERO, 10));
    }

    @Test
    default void releasingWhatWasReconciledMeanwhileChangesNothing() {
        funds().balance("user", 100);
        paid("r1", 60);
        pass(LEASE);
        Hold orphan = holds().open(Duration.ZERO, 10).getFirst();
        assertTrue(reconciled("r1", PAYER, 60, 30));

        holds().release(orphan);

        available(70);
    }

    @Test
    default void aChargeThatNobodyBookedIsFound() {
        funds().balance("user", 100);
        paid("r1", 60);
        reconciled("r1", PAYER, 60, 30);
        pass(Duration.ofMinutes(2));

        Hold charge = holds().open(Duration.ofMinutes(2), 10).getFirst();

        assertTrue(charge.reconciled());
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
}
