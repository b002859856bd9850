package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.airelay.access.Revisions;
import dev.airelay.account.BalanceListener;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;

/// A gate before its contract: what an adapter provides, and how the tests speak to it.
///
/// The clock stands still unless a test lets time pass.
public interface GateTrial {
    /// A gate on which nothing was taken yet; the same one each time.
    GatePorts ports();

    /// Where this gate learns what somebody owns.
    FakeFunds funds();

    /// The gate loses everything it keeps.
    void forget();

    /// Lets this much time pass for the gate.
    void pass(Duration time);

    Duration LEASE = Duration.ofMinutes(5);

    /// Whom nothing but money limits.
    Holder PAYER = keyLimited(Limits.NONE);

    /// When the clock starts.
    Instant START = Instant.parse("2026-11-21T00:00:00Z");

    static Holder holder(Limits userLimits, Limits keyLimits) {
        return new Holder("user", 1, userLimits, "key", 1, keyLimits);
    }

    static Holder keyLimited(Limits limits) {
        return holder(Limits.NONE, limits);
    }

    static Holder userLimited(Limits limits, String keyId) {
        return new Holder("user", 1, limits, keyId, 1, Limits.NONE);
    }

    default Gate gate() {
        return ports().gate();
    }

    default Revisions revisions() {
        return ports().revisions();
    }

    default BalanceListener books() {
        return ports().balanceListener();
    }

    default OpenHolds holds() {
        return ports().holds();
    }

    default Admission ask(String id, Holder holder, long tokens) {
        return gate().admit(
                        new AdmissionRequest(
                                id, holder, "", new Estimate(tokens, Nanos.ZERO), LEASE));
    }

    default Admission.Admitted admitted(String id, Holder holder, long tokens) {
        return assertInstanceOf(Admission.Admitted.class, ask(id, holder, tokens));
    }

    default Admission.Refused refused(String id, Holder holder, long tokens) {
        return assertInstanceOf(Admission.Refused.class, ask(id, holder, tokens));
    }

    default boolean reconcile(String id, Holder holder, long estimated, long used) {
        return gate().reconcile(
                        new Reconciliation(
                                id, holder, new Estimate(estimated, Nanos.ZERO), used, Nanos.ZERO));
    }

    /// Asks for something that costs so many nanos.
    default Admission pay(String id, Holder holder, long cost) {
        return gate().admit(
                        new AdmissionRequest(
                                id, holder, "m", new Estimate(10, new Nanos(cost)), LEASE));
    }

    /// [#PAYER] is admitted.
    default void paid(String id, long cost) {
        assertInstanceOf(Admission.Admitted.class, pay(id, PAYER, cost));
    }

    default boolean reconciled(String id, Holder holder, long estimated, long cost) {
        return gate().reconcile(
                        new Reconciliation(
                                id,
                                holder,
                                new Estimate(10, new Nanos(estimated)),
                                10,
                                new Nanos(cost)));
    }

    /// What could be spent now: that much is admitted, and a nano more is not.
    default void available(long nanos) {
        var refused = assertInstanceOf(Admission.OutOfFunds.class, pay("probe", PAYER, 1L << 40));
        assertEquals(new Nanos(nanos), refused.available());
    }
}
