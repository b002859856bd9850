package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.StoreException;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FallbackGateTest implements GateContract, GateMoneyContract, GateBudgetContract {
    private static final Duration COOL_DOWN = Duration.ofSeconds(5);

    private Instant now = START;
    private final FakeFunds funds = new FakeFunds();
    private final FakeGate firstFake = new FakeGate(() -> now, funds);
    private final FakeGate second = new FakeGate(() -> now, funds);
    private final FailingGate first = new FailingGate(firstFake);
    private final StoreCircuit circuit = new StoreCircuit(2, COOL_DOWN, () -> now);
    private final FallbackGate gate = new FallbackGate(first.ports(), second.ports(), circuit);
    private final GatePorts ports = FallbackGate.ports(first.ports(), second.ports(), circuit);

    @Override
    public GatePorts ports() {
        return ports;
    }

    @Override
    public FakeFunds funds() {
        return funds;
    }

    @Override
    public void forget() {
        firstFake.forget();
        second.forget();
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    private void hold(String id, long cost) {
        var ask = new AdmissionRequest(id, PAYER, "m", new Estimate(1, new Nanos(cost)), LEASE);
        assertInstanceOf(Admission.Admitted.class, gate.admit(ask));
    }

    private boolean end(String id, long estimated, long cost) {
        return gate.reconcile(
                new Reconciliation(
                        id, PAYER, new Estimate(1, new Nanos(estimated)), 1, new Nanos(cost)));
    }

    private void open() {
        first.away(true);
        hold("open-1", 0);
        hold("open-2", 0);
        assertTrue(circuit.isOpen());
    }

    @Test
    void whileTheFirstAnswersTheSecondIsNotAsked() {
        funds.balance("user", 100);
        for (int i = 0; i < 5; i++) {
            hold("r" + i, 1);
            assertTrue(end("r" + i, 1, 1));
        }
        assertEquals(List.of(), second.open(Duration.ofDays(-1), 10));
        assertEquals(1, funds.asked());
    }

    @Test
    void anOutageCostsOneFailedCallEachCoolDownAndNoRequest() {
        open();
        assertEquals(2, first.failed());
        for (int round = 1; round <= 4; round++) {
            for (int i = 0; i < 50; i++) {
                hold(round + "-" + i, 0);
                assertTrue(end(round + "-" + i, 0, 0));
            }
            assertEquals(2 + round - 1, first.failed());
            pass(COOL_DOWN);
        }
    }

    @Test
    void oneSuccessBetweenFailuresKeepsItClosed() {
        for (int i = 0; i < 5; i++) {
            first.away(true);
            hold("away-" + i, 0);
            first.away(false);
            hold("back-" + i, 0);
            assertFalse(circuit.isOpen());
        }
    }

    @Test
    void theFirstDecidesAgainOnceATrialSucceeds() {
        open();
        first.away(false);
        hold("still", 0);
        assertEquals(2, firstFakeHoldsAndSeconds("still"));
        pass(COOL_DOWN);
        hold("trial", 0);
        assertFalse(circuit.isOpen());
        hold("after", 0);
        assertEquals(1, firstFakeHoldsAndSeconds("after"));
    }

    /// The number of the gate that holds a request.
    private int firstFakeHoldsAndSeconds(String id) {
        var ofFirst = firstFake.open(Duration.ofDays(-1), 100).stream().map(Hold::requestId);
        return ofFirst.anyMatch(id::equals) ? 1 : 2;
    }

    @Test
    void aTrialThatFailsOpensItForAnotherCoolDown() {
        open();
        pass(COOL_DOWN);
        hold("trial", 0);
        assertEquals(3, first.failed());
        pass(COOL_DOWN.minusMillis(1));
        hold("early", 0);
        assertEquals(3, first.failed());
    }

    @Test
    void aRequestIsReconciledWhereItWasAdmittedWhateverHappensBetween() {
        funds.balance("user", 100);
        hold("at-first", 30);
        open();
        hold("at-second", 40);
        first.away(false);
        pass(COOL_DOWN);

        assertTrue(end("at-second", 40, 4));
        assertTrue(end("at-first", 30, 3));

        assertFalse(end("at-second", 40, 4));
        assertFalse(end("at-first", 30, 3));
        assertEquals(new Nanos(3), firstFake.open(Duration.ofDays(-1), 9).getFirst().amount());
        assertTrue(
                second.open(Duration.ofDays(-1), 9).stream()
                        .anyMatch(hold -> hold.amount().equals(new Nanos(4))));
    }

    @Test
    void whatTheFirstHoldsIsReleasedBySweepWhenItsReconciliationWasMissed() {
        funds.balance("user", 100);
        hold("r1", 30);
        open();
        assertFalse(end("r1", 30, 3));
        first.away(false);
        pass(LEASE);

        List<Hold> left = gate.open(Duration.ZERO, 10);
        assertEquals(3, left.size());
        left.forEach(gate::release);

        assertEquals(List.of(), gate.open(Duration.ZERO, 10));
    }

    @Test
    void announcementsReachTheSecondThoughTheFirstIsAway() {
        first.away(true);
        gate.keyChanged("user", "key", 2);
        var stale = new AdmissionRequest("r", PAYER, "m", Estimate.NOTHING, LEASE);
        assertEquals(new Admission.Stale(), gate.admit(stale));
        gate.userChanged("user", 3);
    }

    @Test
    void aChangeOfRoutesThatTheFirstMissesIsToldAgain() {
        first.away(true);
        assertThrows(StoreException.class, gate::routesChanged);
        assertThrows(StoreException.class, gate::routesChanged);
        var known = assertInstanceOf(Admission.Admitted.class, ask("r", PAYER, 0));
        assertEquals("routes-2", known.news().routesVersion());
        first.away(false);
        assertThrows(StoreException.class, gate::routesChanged);
        pass(COOL_DOWN);
        gate.routesChanged();
    }

    @Test
    void aBookingIsToldAgainUntilTheFirstCountsAsAway() {
        funds.balance("user", 100);
        first.away(true);
        var after = funds.balance("user", 90);
        assertThrows(StoreException.class, () -> gate.changed(after, List.of("r1")));
        gate.changed(after, List.of("r1"));
        gate.changed(after, List.of("r2"));
        assertEquals(2, first.failed());
    }

    @Test
    void aSecondThatIsAwayTooIsTheCallersProblem() {
        var bothAway = new FailingGate(firstFake);
        bothAway.away(true);
        var hopeless =
                new FallbackGate(
                        bothAway.ports(),
                        bothAway.ports(),
                        new StoreCircuit(1, COOL_DOWN, () -> now));
        var ask =
                new AdmissionRequest(
                        "r", GateTrial.keyLimited(Limits.NONE), "m", Estimate.NOTHING, LEASE);
        assertThrows(StoreException.class, () -> hopeless.admit(ask));
        assertThrows(StoreException.class, hopeless::routesChanged);
    }
}
