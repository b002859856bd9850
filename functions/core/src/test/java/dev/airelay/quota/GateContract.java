package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Revisions;
import dev.airelay.contract.Race;
import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [Gate] does together with the [Revisions] that it obeys.
///
/// The clock stands still unless a test lets time pass.
public interface GateContract {
    /// A gate on which nothing was taken yet.
    Gate gate();

    /// What this gate listens to.
    Revisions revisions();

    /// Lets this much time pass for the gate.
    void pass(Duration time);

    Duration LEASE = Duration.ofMinutes(5);

    static Holder holder(Limits userLimits, Limits keyLimits) {
        return new Holder("user", 1, userLimits, "key", 1, keyLimits);
    }

    static Holder keyLimited(Limits limits) {
        return holder(Limits.NONE, limits);
    }

    static Holder userLimited(Limits limits, String keyId) {
        return new Holder("user", 1, limits, keyId, 1, Limits.NONE);
    }

    private Admission ask(String id, Holder holder, long tokens) {
        return gate().admit(new Ask(id, holder, new Estimate(tokens, Nanos.ZERO), LEASE));
    }

    private Admission.Admitted admitted(String id, Holder holder, long tokens) {
        return assertInstanceOf(Admission.Admitted.class, ask(id, holder, tokens));
    }

    private Admission.Refused refused(String id, Holder holder, long tokens) {
        return assertInstanceOf(Admission.Refused.class, ask(id, holder, tokens));
    }

    private void settle(String id, Holder holder, long estimated, long used) {
        gate().settle(
                        new Settlement(
                                id, holder, new Estimate(estimated, Nanos.ZERO), used, Nanos.ZERO));
    }

    // --- requests per minute ---

    @Test
    default void withoutLimitsEverythingIsAdmitted() {
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    new Admission.Admitted("", Allowance.UNLIMITED, Allowance.UNLIMITED),
                    ask("r" + i, keyLimited(Limits.NONE), 1_000_000));
        }
    }

    @Test
    default void aMinutesRequestsMayComeAtOnceAndReturnEvenly() {
        Holder holder = keyLimited(new Limits(10, 0, 0));
        for (int i = 0; i < 10; i++) {
            var allowance = new Allowance(10, 9 - i, Duration.ofSeconds(6L * (i + 1)));
            assertEquals(
                    new Admission.Admitted("", allowance, Allowance.UNLIMITED),
                    ask("r" + i, holder, 0));
        }
        var none = new Allowance(10, 0, Duration.ofMinutes(1));
        assertEquals(
                new Admission.Refused(
                        Scope.KEY,
                        Measure.REQUESTS_PER_MINUTE,
                        10,
                        Duration.ofSeconds(6),
                        none,
                        Allowance.UNLIMITED),
                ask("late", holder, 0));

        pass(Duration.ofSeconds(6).minusNanos(1000));
        assertEquals(Duration.ofNanos(1000), refused("late", holder, 0).retryAfter());
        pass(Duration.ofNanos(1000));
        admitted("late", holder, 0);
        refused("later", holder, 0);
    }

    @Test
    default void limitsThatDoNotDivideAMinuteAreExactToo() {
        for (int limit : new int[] {1, 7, 17, 59, 61, 997}) {
            Holder holder =
                    new Holder("user", 1, Limits.NONE, "key-" + limit, 1, new Limits(limit, 0, 0));
            for (int i = 0; i < limit; i++) {
                assertEquals(
                        limit - 1 - i, admitted(limit + "-" + i, holder, 0).requests().remaining());
            }
            refused(limit + "-late", holder, 0);
        }
    }

    @Test
    default void theLimitOfAUserHoldsOverAllKeys() {
        var limits = new Limits(2, 0, 0);
        admitted("r1", userLimited(limits, "key-1"), 0);
        admitted("r2", userLimited(limits, "key-2"), 0);

        var refused = refused("r3", userLimited(limits, "key-3"), 0);

        assertEquals(Scope.USER, refused.scope());
        assertEquals(2, refused.limit());
    }

    @Test
    default void keysAndUsersOfOtherNamesAreCountedApart() {
        var limits = new Limits(1, 0, 1);
        admitted("r1", new Holder("user-1", 1, Limits.NONE, "key-1", 1, limits), 0);
        admitted("r2", new Holder("user-1", 1, Limits.NONE, "key-2", 1, limits), 0);
        admitted("r3", new Holder("user-2", 1, limits, "key-1", 1, limits), 0);

        refused("r4", new Holder("user-1", 1, Limits.NONE, "key-1", 1, limits), 0);
    }

    @Test
    default void theTighterAllowanceIsTold() {
        Holder holder = holder(new Limits(100, 1000, 0), new Limits(3, 5000, 0));

        var admitted = admitted("r1", holder, 400);

        assertEquals(new Allowance(3, 2, Duration.ofSeconds(20)), admitted.requests());
        assertEquals(new Allowance(1000, 600, Duration.ofSeconds(24)), admitted.tokens());
    }

    @Test
    default void theLongestWaitIsTold() {
        Holder holder = holder(new Limits(1, 1000, 1), new Limits(2, 500, 0));
        admitted("r1", holder, 500);

        var refused = refused("r2", holder, 100);

        assertEquals(Scope.USER, refused.scope());
        assertEquals(Measure.REQUESTS_PER_MINUTE, refused.measure());
        assertEquals(Duration.ofMinutes(1), refused.retryAfter());
    }

    // --- tokens per minute ---

    @Test
    default void estimatesAreTakenFromTheTokensOfAMinute() {
        Holder holder = keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 500);

        var refused = refused("r2", holder, 200);

        assertEquals(Measure.TOKENS_PER_MINUTE, refused.measure());
        assertEquals(Duration.ofSeconds(10), refused.retryAfter());
        assertEquals(new Allowance(600, 100, Duration.ofSeconds(50)), refused.tokens());
        assertEquals(0, admitted("r3", holder, 100).tokens().remaining());
        pass(Duration.ofSeconds(20));
        admitted("r2", holder, 200);
    }

    @Test
    default void theTokensOfAUserHoldOverAllKeys() {
        var limits = new Limits(0, 600, 0);
        admitted("r1", userLimited(limits, "key-1"), 500);

        assertEquals(Scope.USER, refused("r2", userLimited(limits, "key-2"), 200).scope());
    }

    @Test
    default void whatWasEstimatedTooHighComesBackAtTheEnd() {
        var limits = new Limits(0, 600, 0);
        Holder holder = holder(limits, limits);
        admitted("r1", holder, 600);
        refused("r2", holder, 100);

        settle("r1", holder, 600, 150);

        assertEquals(350, admitted("r2", holder, 100).tokens().remaining());
    }

    @Test
    default void whatWasEstimatedTooLowIsTakenAtTheEnd() {
        Holder holder = keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 100);

        settle("r1", holder, 100, 1300);

        var refused = refused("r2", holder, 100);
        assertEquals(0, refused.tokens().remaining());
        assertEquals(Duration.ofSeconds(130), refused.tokens().reset());
        assertEquals(Duration.ofSeconds(80), refused.retryAfter());
    }

    @Test
    default void whatFlowedBackMeanwhileDoesNotComeBackTwice() {
        Holder holder = keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 600);
        pass(Duration.ofMinutes(2));

        settle("r1", holder, 600, 0);

        assertEquals(0, admitted("r2", holder, 600).tokens().remaining());
        refused("r3", holder, 1);
    }

    @Test
    default void anEstimateAboveTheLimitWaitsForAFullBucketAndNotForEver() {
        Holder holder = keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 1);
        assertEquals(Duration.ofMillis(100), refused("huge", holder, 100_000).retryAfter());
        pass(Duration.ofMillis(100));

        assertEquals(0, admitted("huge", holder, 100_000).tokens().remaining());
        settle("huge", holder, 100_000, 200);

        assertEquals(400, admitted("r2", holder, 0).tokens().remaining());
    }

    // --- concurrency ---

    @Test
    default void requestsInFlightAreLimitedUntilTheyAreSettled() {
        Holder holder = keyLimited(new Limits(0, 0, 2));
        admitted("r1", holder, 0);
        admitted("r2", holder, 0);

        var refused = refused("r3", holder, 0);
        assertEquals(Scope.KEY, refused.scope());
        assertEquals(Measure.CONCURRENCY, refused.measure());
        assertEquals(2, refused.limit());
        assertTrue(refused.retryAfter().isPositive());

        settle("r1", holder, 0, 0);
        admitted("r3", holder, 0);
        refused("r4", holder, 0);
    }

    @Test
    default void theSlotsOfAUserHoldOverAllKeys() {
        var limits = new Limits(0, 0, 1);
        admitted("r1", userLimited(limits, "key-1"), 0);
        assertEquals(Scope.USER, refused("r2", userLimited(limits, "key-2"), 0).scope());

        settle("r1", userLimited(limits, "key-1"), 0, 0);

        admitted("r2", userLimited(limits, "key-2"), 0);
    }

    @Test
    default void aSlotThatNobodySettlesIsFreeWhenItsLeaseEnds() {
        Holder holder = keyLimited(new Limits(0, 0, 1));
        admitted("r1", holder, 0);
        pass(LEASE.minusNanos(1000));
        refused("r2", holder, 0);

        pass(Duration.ofNanos(1000));

        admitted("r2", holder, 0);
    }

    // --- nothing is burnt, nothing is taken twice ---

    @Test
    default void aRefusedRequestBurnsNothing() {
        Holder holder = holder(new Limits(3, 600, 1), new Limits(4, 600, 0));
        admitted("r1", holder, 500);
        for (int i = 0; i < 10; i++) {
            assertEquals(Measure.TOKENS_PER_MINUTE, refused("tokens" + i, holder, 200).measure());
            assertEquals(Measure.CONCURRENCY, refused("slots" + i, holder, 50).measure());
        }

        settle("r1", holder, 500, 500);

        var admitted = admitted("r2", holder, 100);
        assertEquals(1, admitted.requests().remaining());
        assertEquals(0, admitted.tokens().remaining());
    }

    @Test
    default void askingAgainInFlightIsAdmittedAndTakesNothing() {
        var limits = new Limits(1, 600, 1);
        Holder holder = holder(limits, limits);
        var first = admitted("r1", holder, 600);

        assertEquals(first, ask("r1", holder, 600));
        settle("r1", holder, 600, 100);

        assertEquals(500, refused("r2", holder, 0).tokens().remaining());
        pass(Duration.ofMinutes(1));
        admitted("r2", holder, 600);
    }

    @Test
    default void aRequestWithoutLimitsIsAlsoTakenOnce() {
        Holder unlimited = keyLimited(Limits.NONE);
        admitted("r1", unlimited, 100);
        revisions().keyChanged("user", "key", 2);

        admitted("r1", unlimited, 100);
        settle("r1", unlimited, 100, 100);

        assertEquals(new Admission.Stale(), ask("r1", unlimited, 100));
    }

    @Test
    default void settlingAgainChangesNothing() {
        Holder holder = keyLimited(new Limits(0, 600, 2));
        admitted("r1", holder, 300);
        admitted("r2", holder, 300);

        settle("r1", holder, 300, 100);
        settle("r1", holder, 300, 100);
        settle("r1", holder, 300, 0);

        var admitted = admitted("r3", holder, 0);
        assertEquals(200, admitted.tokens().remaining());
        refused("r4", holder, 0);
    }

    @Test
    default void settlingWhatWasNeverAdmittedChangesNothing() {
        Holder holder = keyLimited(new Limits(0, 600, 1));
        admitted("r1", holder, 300);

        settle("stranger", holder, 300, 0);
        settle("stranger", holder, 0, 300);

        assertEquals(300, refused("r2", holder, 0).tokens().remaining());
    }

    @Test
    default void settlingAfterTheLeaseChangesNothing() {
        Holder holder = keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 600);
        pass(LEASE);
        admitted("r2", holder, 600);

        settle("r1", holder, 600, 0);
        settle("r1", holder, 600, 6000);

        assertEquals(Duration.ofMinutes(1), refused("r3", holder, 600).tokens().reset());
    }

    // --- revisions and routes ---

    @Test
    default void aChangedKeyMakesItsOlderCopiesStale() {
        Holder old = keyLimited(new Limits(1, 0, 0));
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
        assertEquals(new Admission.Stale(), ask("r1", keyLimited(limits), 100));

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
        admitted("r1", keyLimited(new Limits(2, 0, 3)), 0);
        admitted("r2", keyLimited(new Limits(2, 0, 3)), 0);

        assertEquals(
                Measure.REQUESTS_PER_MINUTE,
                refused("r3", keyLimited(new Limits(4, 0, 9)), 0).measure());
        assertEquals(
                Measure.CONCURRENCY, refused("r3", keyLimited(new Limits(0, 0, 2)), 0).measure());
    }

    @Test
    default void eachChangeOfRoutesHasItsOwnName() {
        Holder holder = keyLimited(Limits.NONE);
        assertEquals("", admitted("r1", holder, 0).routesVersion());
        revisions().routesChanged();
        String first = admitted("r2", holder, 0).routesVersion();
        assertEquals(first, admitted("r3", holder, 0).routesVersion());
        revisions().routesChanged();

        assertNotEquals("", first);
        assertNotEquals(first, admitted("r4", holder, 0).routesVersion());
    }

    // --- at the same moment ---

    @Test
    default void ofManyAtOnceExactlyTheLimitOfRequestsIsAdmitted() throws Exception {
        assertEquals(10, admittedOf(64, keyLimited(new Limits(10, 0, 0)), 1));
    }

    @Test
    default void ofManyAtOnceExactlyTheLimitOfTokensIsAdmitted() throws Exception {
        assertEquals(8, admittedOf(64, holder(new Limits(0, 1000, 0), Limits.NONE), 120));
    }

    @Test
    default void ofManyAtOnceExactlyTheLimitOfSlotsIsAdmitted() throws Exception {
        assertEquals(5, admittedOf(64, keyLimited(new Limits(0, 0, 5)), 0));
    }

    private long admittedOf(int requests, Holder holder, long tokens) throws Exception {
        return Race.run(requests, i -> () -> ask("r" + i, holder, tokens)).stream()
                .filter(Admission.Admitted.class::isInstance)
                .count();
    }

    @Test
    default void manyWhoAskWithOneIdTakeOnce() throws Exception {
        Holder holder = keyLimited(new Limits(5, 0, 1));

        var answers = Race.run(32, i -> () -> ask("same", holder, 0));

        assertTrue(answers.stream().allMatch(Admission.Admitted.class::isInstance));
        assertEquals(4, refused("other", holder, 0).requests().remaining());
    }

    @Test
    default void manyWhoSettleOneRequestGiveBackOnce() throws Exception {
        Holder holder = keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 300);
        admitted("r2", holder, 300);

        Race.run(
                32,
                i ->
                        () -> {
                            settle("r1", holder, 300, 200);
                            return i;
                        });

        assertEquals(100, admitted("r3", holder, 0).tokens().remaining());
    }

    @Test
    default void slotsNeverOverflowWhileRequestsComeAndGo() throws Exception {
        Holder holder = keyLimited(new Limits(0, 0, 5));
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
                                            settle(id, holder, 0, 0);
                                        }
                                    }
                                    return peak;
                                });

        assertTrue(peaks.stream().allMatch(peak -> peak <= 5), peaks::toString);
        assertTrue(served.get() > 0);
    }
}
