package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.GateBudgetContract;
import dev.airelay.quota.GateComparison;
import dev.airelay.quota.GateContract;
import dev.airelay.quota.GateMoneyContract;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.GateTrial;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the gate does on every shape of Redis.
abstract class RedisGateContract
        implements GateComparison, GateContract, GateMoneyContract, GateBudgetContract {
    private Instant now = START;
    private final GateClock clock = new GateClock(Optional.of(() -> now));
    private final FakeFunds funds = new FakeFunds();
    private final RedisGate gate = new RedisGate(connection(), funds, clock);
    private final RedisHolds holds = new RedisHolds(connection(), clock);
    private final RedisBoard board = new RedisBoard(connection(), clock);
    private final RedisRevisions revisions = new RedisRevisions(connection(), new Random(1));

    abstract RedisConnection connection();

    @BeforeEach
    @Override
    public void forget() {
        connection().call(redis -> redis.flushAll());
    }

    @Override
    public GatePorts ports() {
        return new GatePorts(gate, revisions, holds, holds, board);
    }

    @Override
    public FakeFunds funds() {
        return funds;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void theServersOwnClockServesAsWell() {
        var onServerTime = new RedisGate(connection(), funds);
        Holder holder = GateTrial.keyLimited(new Limits(1, 100, 1));
        var ask =
                new AdmissionRequest(
                        "r1", holder, "", new Estimate(100, Nanos.ZERO), Duration.ofMinutes(1));

        var admitted = (Admission.Admitted) onServerTime.admit(ask);
        onServerTime.reconcile(new Reconciliation("r1", holder, ask.estimate(), 40, Nanos.ZERO));
        var refused =
                (Admission.Refused)
                        onServerTime.admit(
                                new AdmissionRequest(
                                        "r2", holder, "", ask.estimate(), Duration.ofMinutes(1)));

        assertEquals(0, admitted.requests().remaining());
        assertTrue(Math.abs(refused.tokens().remaining() - 60) <= 10);
        assertTrue(Math.abs(refused.retryAfter().toSeconds() - 60) <= 10);
    }

    @Test
    void everyKeyButTheHoldsExpiresSoonAfterItsUse() {
        Holder holder = GateTrial.holder(new Limits(5, 500, 5), new Limits(5, 500, 5));
        gate.admit(
                new AdmissionRequest(
                        "r1", holder, "", new Estimate(500, Nanos.ZERO), Duration.ofMinutes(3)));
        revisions.keyChanged("user", "key", 1);

        for (String key : connection().call(redis -> redis.keys("relay:{user}*"))) {
            if (key.endsWith(":holds")) {
                continue;
            }
            long seconds = connection().call(redis -> redis.ttl(key));
            int most = key.endsWith(":slots") ? 190 : key.endsWith(":rates") ? 70 : 3600;
            assertTrue(seconds > most - 20 && seconds <= most, key);
        }
        assertEquals(6, connection().call(redis -> redis.keys("relay:{user}*")).size());
    }

    @Test
    void aHoldThatCannotBeReadHidesNoOther() {
        gate.admit(new AdmissionRequest("r1", PAYER, "m|n\no", Estimate.NOTHING, LEASE));
        for (String nonsense : new String[] {"", "no|hold", "a|1|1|0|0|key|m", "1|1|1|0|2|key|m"}) {
            connection()
                    .call(redis ->
                            redis.hset(RedisKeys.holds("user"), "odd/" + nonsense, nonsense));
        }

        List<Hold> open = holds.open(Duration.ofDays(-1), 10);

        assertEquals(List.of("r1"), open.stream().map(Hold::requestId).toList());
        assertEquals("m|n\no", open.getFirst().model());
    }

    @Test
    void aHoldOfANewerVersionKeepsNobodyFromPayingAndStays() {
        funds.balance("user", 100);
        connection().call(redis -> redis.hset(RedisKeys.holds("user"), "newer", "v2|60|m"));

        paid("r1", 60);
        assertEquals(new Admission.OutOfFunds(new Nanos(40)), pay("r2", PAYER, 41));
        holds.changed(funds.balance("user", 90), List.of("newer", "r1"));
        holds.release(
                new Hold("newer", "user", "key", "m", Nanos.ZERO, 0, START, Instant.MAX, false));

        assertEquals(
                "v2|60|m",
                connection().call(redis -> redis.hget(RedisKeys.holds("user"), "newer")));
    }

    @Test
    void primingTeachesTheScriptsAndLeavesNothingBehind() {
        connection().call(redis -> redis.scriptFlush("any"));

        gate.prime();

        long left = connection().call(redis -> redis.dbSize());
        assertEquals(0, left);
    }

    @Test
    void aServerThatForgotTheScriptsLearnsThemAgain() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 0, 1));
        var ask = new AdmissionRequest("r1", holder, "", Estimate.NOTHING, Duration.ofMinutes(1));
        var end = new Reconciliation("r1", holder, Estimate.NOTHING, 0, Nanos.ZERO);
        gate.prime();

        for (int i = 0; i < 3; i++) {
            connection().call(redis -> redis.scriptFlush(RedisKeys.userSlots(holder)));
            revisions.keyChanged("user", "other", i);
            assertEquals(Admission.Admitted.class, gate.admit(ask).getClass());
            connection().call(redis -> redis.scriptFlush(RedisKeys.userSlots(holder)));
            gate.reconcile(end);
        }
        long slots = connection().call(redis -> redis.zcard(RedisKeys.userSlots(holder)));
        assertEquals(0, slots);
    }

    @Test
    void aClosedConnectionOpensItselfAgain() {
        Holder holder = GateTrial.keyLimited(new Limits(3, 0, 0));
        for (int i = 0; i < 3; i++) {
            gate.admit(
                    new AdmissionRequest(
                            "r" + i, holder, "", Estimate.NOTHING, Duration.ofMinutes(1)));
            connection().close();
        }

        assertEquals(
                Admission.Refused.class,
                gate.admit(
                                new AdmissionRequest(
                                        "late",
                                        holder,
                                        "",
                                        Estimate.NOTHING,
                                        Duration.ofMinutes(1)))
                        .getClass());
    }
}
