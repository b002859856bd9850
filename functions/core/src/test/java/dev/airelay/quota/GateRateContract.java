package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What every [Gate] does about requests and tokens per minute.
public interface GateRateContract extends GateTrial {
    // --- requests per minute ---

    @Test
    default void withoutLimitsEverythingIsAdmitted() {
        for (int i = 0; i < 50; i++) {
            assertEquals(
                    new Admission.Admitted(News.NONE, Allowance.UNLIMITED, Allowance.UNLIMITED),
                    ask("r" + i, GateTrial.keyLimited(Limits.NONE), 1_000_000));
        }
    }

    @Test
    default void aMinutesRequestsMayComeAtOnceAndReturnEvenly() {
        Holder holder = GateTrial.keyLimited(new Limits(10, 0, 0));
        for (int i = 0; i < 10; i++) {
            var allowance = new Allowance(10, 9 - i, Duration.ofSeconds(6L * (i + 1)));
            assertEquals(
                    new Admission.Admitted(News.NONE, allowance, Allowance.UNLIMITED),
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
                reconcile(limit + "-" + i, holder, 0, 0);
            }
            refused(limit + "-late", holder, 0);
        }
    }

    @Test
    default void theLimitOfAUserHoldsOverAllKeys() {
        var limits = new Limits(2, 0, 0);
        admitted("r1", GateTrial.userLimited(limits, "key-1"), 0);
        admitted("r2", GateTrial.userLimited(limits, "key-2"), 0);

        var refused = refused("r3", GateTrial.userLimited(limits, "key-3"), 0);

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
        Holder holder = GateTrial.holder(new Limits(100, 1000, 0), new Limits(3, 5000, 0));

        var admitted = admitted("r1", holder, 400);

        assertEquals(new Allowance(3, 2, Duration.ofSeconds(20)), admitted.requests());
        assertEquals(new Allowance(1000, 600, Duration.ofSeconds(24)), admitted.tokens());
    }

    @Test
    default void theLongestWaitIsTold() {
        Holder holder = GateTrial.holder(new Limits(1, 1000, 1), new Limits(2, 500, 0));
        admitted("r1", holder, 500);

        var refused = refused("r2", holder, 100);

        assertEquals(Scope.USER, refused.scope());
        assertEquals(Measure.REQUESTS_PER_MINUTE, refused.measure());
        assertEquals(Duration.ofMinutes(1), refused.retryAfter());
    }

    // --- tokens per minute ---

    @Test
    default void estimatesAreTakenFromTheTokensOfAMinute() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 0));
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
        admitted("r1", GateTrial.userLimited(limits, "key-1"), 500);

        assertEquals(
                Scope.USER, refused("r2", GateTrial.userLimited(limits, "key-2"), 200).scope());
    }

    @Test
    default void whatWasEstimatedTooHighComesBackAtTheEnd() {
        var limits = new Limits(0, 600, 0);
        Holder holder = GateTrial.holder(limits, limits);
        admitted("r1", holder, 600);
        refused("r2", holder, 100);

        reconcile("r1", holder, 600, 150);

        assertEquals(350, admitted("r2", holder, 100).tokens().remaining());
    }

    @Test
    default void whatWasEstimatedTooLowIsTakenAtTheEnd() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 100);

        reconcile("r1", holder, 100, 1300);

        var refused = refused("r2", holder, 100);
        assertEquals(0, refused.tokens().remaining());
        assertEquals(Duration.ofSeconds(130), refused.tokens().reset());
        assertEquals(Duration.ofSeconds(80), refused.retryAfter());
    }

    @Test
    default void whatFlowedBackMeanwhileDoesNotComeBackTwice() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 600);
        pass(Duration.ofMinutes(2));

        reconcile("r1", holder, 600, 0);

        assertEquals(0, admitted("r2", holder, 600).tokens().remaining());
        refused("r3", holder, 1);
    }

    @Test
    default void anEstimateAboveTheLimitWaitsForAFullBucketAndNotForEver() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 600, 0));
        admitted("r1", holder, 1);
        assertEquals(Duration.ofMillis(100), refused("huge", holder, 100_000).retryAfter());
        pass(Duration.ofMillis(100));

        assertEquals(0, admitted("huge", holder, 100_000).tokens().remaining());
        reconcile("huge", holder, 100_000, 200);

        assertEquals(400, admitted("r2", holder, 0).tokens().remaining());
    }
}
