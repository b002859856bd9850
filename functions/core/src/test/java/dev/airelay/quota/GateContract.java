package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [Gate] does together with the [Revisions] that it obeys: rates, requests in flight,
/// repeated calls, and many callers at the same moment.
public interface GateContract extends GateRateContract {
    // --- concurrency ---

    @Test
    default void requestsInFlightAreLimitedUntilTheyAreReconciled() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 0, 2));
        admitted("r1", holder, 0);
        admitted("r2", holder, 0);

        var refused = refused("r3", holder, 0);
        assertEquals(Scope.KEY, refused.scope());
        assertEquals(Measure.CONCURRENCY, refused.measure());
        assertEquals(2, refused.limit());
        assertTrue(refused.retryAfter().isPositive());

        reconcile("r1", holder, 0, 0);
        admitted("r3", holder, 0);
        refused("r4", holder, 0);
    }

    @Test
    default void theSlotsOfAUserHoldOverAllKeys() {
        var limits = new Limits(0, 0, 1);
        admitted("r1", GateTrial.userLimited(limits, "key-1"), 0);
        assertEquals(Scope.USER, refused("r2", GateTrial.userLimited(limits, "key-2"), 0).scope());

        reconcile("r1", GateTrial.userLimited(limits, "key-1"), 0, 0);

        admitted("r2", GateTrial.userLimited(limits, "key-2"), 0);
    }

    @Test
    default void aSlotThatNobodyReconcilesIsFreeWhenItsLeaseEnds() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 0, 1));
        admitted("r1", holder, 0);
        pass(LEASE.minusNanos(1000));
        refused("r2", holder, 0);

        pass(Duration.ofNanos(1000));

        admitted("r2", holder, 0);
    }

    // --- nothing is burnt, nothing is taken twice ---

    @Test
    default void aRefusedRequestBurnsNothing() {
        Holder holder = GateTrial.holder(new Limits(3, 600, 1), new Limits(4, 600, 0));
        admitted("r1", holder, 500);
        for (int i = 0; i < 10; i++) {
            assertEquals(Measure.TOKENS_PER_MINUTE, refused("tokens" + i, holder, 200).measure());
            assertEquals(Measure.CONCURRENCY, refused("slots" + i, holder, 50).measure());
        }

        reconcile("r1", holder, 500, 500);

        var admitted = admitted("r2", holder, 100);
        assertEquals(1, admitted.requests().remaining());
        assertEquals(0, admitted.tokens().remaining());
    }

    @Test
    default void askingAgainInFlightIsAdmittedAndTakesNothing() {
        var limits = new Limits(1, 600, 1);
        Holder holder = GateTrial.holder(limits, limits);
        var first = admitted("r1", holder, 600);

        assertEquals(first, ask("r1", holder, 600));
        reconcile("r1", holder, 600, 100);

        assertEquals(500, refused("r2", holder, 0).tokens().remaining());
        pass(Duration.ofMinutes(1));
        admitted("r2", holder, 600);
    }

    @Test
    default void aRequestWithoutLimitsIsAlsoTakenOnce() {
        Holder unlimited = GateTrial.keyLimited(Limits.NONE);
        admitted("r1", unlimited, 100);
        revisions().keyChanged("user", "key", 2);

        admitted("r1", unlimited, 100);
        reconcile("r1", unlimited, 100, 100);

        assertEquals(new Admission.Stale(), ask("r1", unlimited, 100));
    }

    @Test
    default void reconcilingAgainChangesNothing() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 2));
        admitted("r1", holder, 300);
        admitted("r2", holder, 300);

        reconcile("r1", holder, 300, 100);
        reconcile("r1", holder, 300, 100);
        reconcile("r1", holder, 300, 0);

        var admitted = admitted("r3", holder, 0);
        assertEquals(200, admitted.tokens().remaining());
        refused("r4", holder, 0);
    }

    @Test
    default void reconcilingWhatWasNeverAdmittedChangesNothing() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 1));
        admitted("r1", holder, 300);

        reconcile("stranger", holder, 300, 0);
        reconcile("stranger", holder, 0, 300);

        assertEquals(300, refused("r2", holder, 0).tokens().remaining());
    }

    @Test
    default void reconcilingAfterTheLeaseChangesNothing() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 600);
        pass(LEASE);
        admitted("r2", holder, 600);

        reconcile("r1", holder, 600, 0);
        reconcile("r1", holder, 600, 6000);

        assertEquals(Duration.ofMinutes(1), refused("r3", holder, 600).tokens().reset());
    }

    // --- revisions and routes ---

    @Test
    default void aChangedKeyMakesItsOlderCopiesStale() {
        Holder old = GateTrial.keyLimited(new Limits(1, 0, 0));
        revisions().keyChanged("user", "key", 1);
        admitted("r1", old, 0);
        revisions().keyChanged("user", "key", 2);

        assertEquals(new Admission.Stale(), ask("r2", old, 0));
        admitted("r3", new Holder("user", 1, Limits.NONE, "key", 2, Limits.NONE), 0);
        admitted("r4", new Holder("user", 1, Limits.NONE, "key", 3, Limits.NONE), 0);
        admitted("r5", new Holder("user", 1, Limits.NONE, "other", 1, Limits.NONE), 0);
        admitted("r6", new Holder("stranger", 1, Limits.NONE, "key", 1, Limits.NONE), 0);
    }

    @Test
    default void aChangedUserMakesAllOlderCopiesStale() {
        revisions().userChanged("user", 5);

        for (String key : new String[] {"key-1", "key-2"}) {
            assertEquals(
                    new Admission.Stale(),
                    ask(key, new Holder("user", 4, Limits.NONE, key, 9, Limits.NONE), 0));
            admitted(key, new Holder("user", 5, Limits.NONE, key, 9, Limits.NONE), 0);
        }
    }

    @Test
    default void aStaleRequestTakesNothing() {
        revisions().keyChanged("user", "key", 2);
        var limits = new Limits(1, 100, 1);
        assertEquals(new Admission.Stale(), ask("r1", GateTrial.keyLimited(limits), 100));

        admitted("r1", new Holder("user", 1, Limits.NONE, "key", 2, limits), 100);
    }

    @Test
    default void anAnnouncementThatComesLateChangesNothing() {
        revisions().keyChanged("user", "key", 7);
        revisions().keyChanged("user", "key", 3);

        assertEquals(
                new Admission.Stale(),
                ask("r1", new Holder("user", 1, Limits.NONE, "key", 6, Limits.NONE), 0));
    }

    @Test
    default void aNewLimitCountsWhatWasTakenUnderTheOldOne() {
        admitted("r1", GateTrial.keyLimited(new Limits(2, 0, 3)), 0);
        admitted("r2", GateTrial.keyLimited(new Limits(2, 0, 3)), 0);

        assertEquals(
                Measure.REQUESTS_PER_MINUTE,
                refused("r3", GateTrial.keyLimited(new Limits(4, 0, 9)), 0).measure());
        assertEquals(
                Measure.CONCURRENCY,
                refused("r3", GateTrial.keyLimited(new Limits(0, 0, 2)), 0).measure());
    }

    @Test
    default void eachChangeOfRoutesHasItsOwnName() {
        Holder holder = GateTrial.keyLimited(Limits.NONE);
        assertEquals("", admitted("r1", holder, 0).news().routesVersion());
        revisions().routesChanged();
        String first = admitted("r2", holder, 0).news().routesVersion();
        assertEquals(first, admitted("r3", holder, 0).news().routesVersion());
        revisions().routesChanged();

        assertNotEquals("", first);
        assertNotEquals(first, admitted("r4", holder, 0).news().routesVersion());
    }

    @Test
    default void whoIsAdmittedIsToldTheNotesOfAllChannels() {
        Holder holder = GateTrial.keyLimited(Limits.NONE);
        assertEquals(HealthSnapshot.UNKNOWN, admitted("r1", holder, 0).news().healths());

        assertTrue(ports().board().swap("a", "", "one"));
        assertTrue(ports().board().swap("b", "", "two"));
        assertTrue(ports().board().swap("a", "one", "three"));

        var told = new HealthSnapshot(Map.of("a", "three", "b", "two"));
        assertEquals(told, admitted("r2", holder, 0).news().healths());
        assertEquals(told, admitted("r2", holder, 0).news().healths());
    }

    @Test
    default void routesAndNotesLeaveEachOtherAlone() {
        Holder holder = GateTrial.keyLimited(Limits.NONE);
        revisions().routesChanged();
        String first = admitted("r1", holder, 0).news().routesVersion();
        ports().board().swap("a", "", "one");
        assertEquals(
                new News(first, new HealthSnapshot(Map.of("a", "one"))),
                admitted("r2", holder, 0).news());
        revisions().routesChanged();

        News after = admitted("r3", holder, 0).news();
        assertNotEquals(first, after.routesVersion());
        assertEquals(new HealthSnapshot(Map.of("a", "one")), after.healths());
    }

    @Test
    default void slotsOfChannelsAreNoHolds() {
        ports().board().enter("a", "r1", 1, LEASE);
        pass(LEASE);

        assertEquals(List.of(), holds().open(Duration.ofDays(-1), 10));
    }

    // --- at the same moment ---

    @Test
    default void ofManyAtOnceExactlyTheLimitOfRequestsIsAdmitted() throws Exception {
        assertEquals(10, admittedOf(64, GateTrial.keyLimited(new Limits(10, 0, 0)), 1));
    }

    @Test
    default void ofManyAtOnceExactlyTheLimitOfTokensIsAdmitted() throws Exception {
        assertEquals(8, admittedOf(64, GateTrial.holder(new Limits(0, 1000, 0), Limits.NONE), 120));
    }

    @Test
    default void ofManyAtOnceExactlyTheLimitOfSlotsIsAdmitted() throws Exception {
        assertEquals(5, admittedOf(64, GateTrial.keyLimited(new Limits(0, 0, 5)), 0));
    }

    private long admittedOf(int requests, Holder holder, long tokens) throws Exception {
        return Race.run(requests, i -> () -> ask("r" + i, holder, tokens)).stream()
                .filter(Admission.Admitted.class::isInstance)
                .count();
    }

    @Test
    default void manyWhoAskWithOneIdTakeOnce() throws Exception {
        Holder holder = GateTrial.keyLimited(new Limits(5, 0, 1));

        var answers = Race.run(32, i -> () -> ask("same", holder, 0));

        assertTrue(answers.stream().allMatch(Admission.Admitted.class::isInstance));
        assertEquals(4, refused("other", holder, 0).requests().remaining());
    }

    @Test
    default void manyWhoReconcileOneRequestGiveBackOnce() throws Exception {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 300);
        admitted("r2", holder, 300);

        Race.run(
                32,
                i ->
                        () -> {
                            reconcile("r1", holder, 300, 200);
                            return i;
                        });

        assertEquals(100, admitted("r3", holder, 0).tokens().remaining());
    }

    @Test
    default void slotsNeverOverflowWhileRequestsComeAndGo() throws Exception {
        Holder holder = GateTrial.keyLimited(new Limits(0, 0, 5));
        var inFlight = new AtomicInteger();
        var served = new AtomicInteger();

        var peaks =
                Race.run(
                        16,
                        runner ->
                                () -> {
                                    int peak = 0;
                                    for (int i = 0; i < 20; i++) {
                                        String id = runner + "-" + i;
                                        if (ask(id, holder, 0) instanceof Admission.Admitted) {
                                            peak = Math.max(peak, inFlight.incrementAndGet());
                                            served.incrementAndGet();
                                            inFlight.decrementAndGet();
                                            reconcile(id, holder, 0, 0);
                                        }
                                    }
                                    return peak;
                                });

        assertTrue(peaks.stream().allMatch(peak -> peak <= 5), peaks::toString);
        assertTrue(served.get() > 0);
    }
}
