package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Revisions;
import dev.airelay.account.BalanceListener;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Ask;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.GateContract;
import dev.airelay.quota.GateMoneyContract;
import dev.airelay.quota.GateTrial;
import dev.airelay.quota.Holder;
import dev.airelay.quota.OpenHolds;
import dev.airelay.quota.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the gate does on every shape of Redis.
abstract class RedisGateContract implements GateContract, GateMoneyContract {
    private Instant now = START;
    private final GateClock clock = new GateClock(Optional.of(() -> now));
    private final FakeFunds funds = new FakeFunds();
    private final RedisGate gate = new RedisGate(connection(), funds, clock);
    private final RedisHolds holds = new RedisHolds(connection(), clock);
    private final RedisRevisions revisions = new RedisRevisions(connection(), new Random(1));

    abstract RedisConnection connection();

    @BeforeEach
    @Override
    public void forget() {
        connection().call(redis -> redis.flushAll());
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public BalanceListener books() {
        return holds;
    }

    @Override
    public OpenHolds holds() {
        return holds;
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
    void itDecidesAsTheFakeDoesOverManyRandomRequests() {
        var random = new Random(20261121);
        var fake = new FakeGate(() -> now, funds);
        funds.balance("user-0", 40_000);
        funds.balance("user-1", 100_000);
        funds.credit("user-1", 30_000, START.plus(Duration.ofMinutes(20)));
        for (int i = 0; i < 2500; i++) {
            pass(Duration.of(random.nextInt(3_000_000), ChronoUnit.MICROS));
            Holder holder = randomHolder(random);
            String id = holder.keyId() + "-" + random.nextInt(30);
            var cost = new Nanos(random.nextBoolean() ? 0 : random.nextInt(900));
            var estimate = new Estimate(random.nextInt(900), cost);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    var truth = new Nanos(random.nextInt(1000));
                    var end = new Settlement(id, holder, estimate, random.nextInt(1500), truth);
                    assertEquals(fake.settle(end), gate.settle(end), end::toString);
                }
                case 4 -> {
                    var after = funds.balance(holder.userId(), random.nextInt(60_000));
                    var ids = List.of(id, holder.keyId() + "-" + random.nextInt(30));
                    fake.changed(after, ids);
                    holds.changed(after, ids);
                }
                case 5 -> {
                    var open = Set.copyOf(fake.open(Duration.ofSeconds(1), 1000));
                    assertEquals(open, Set.copyOf(holds.open(Duration.ofSeconds(1), 1000)));
                    open.stream().limit(2).forEach(fake::release);
                    open.stream().limit(2).forEach(holds::release);
                }
                default -> {
                    var ask = new Ask(id, holder, "m|" + i, estimate, Duration.ofSeconds(40));
                    assertEquals(fake.admit(ask), gate.admit(ask), ask::toString);
                }
            }
            if (random.nextInt(200) == 0) {
                fake.userChanged(holder.userId(), i);
                revisions.userChanged(holder.userId(), i);
            }
        }
    }

    /// Of two users with two keys each; their limits never change.
    private static Holder randomHolder(Random random) {
        int user = random.nextInt(2);
        int key = random.nextInt(2);
        return new Holder(
                "user-" + user,
                random.nextInt(20_000),
                new Limits(13, 17_000, 14, budget(1_000_000, 90_000, 0)),
                "key-" + key,
                1,
                new Limits(17 + key, 10_000, 12 + key, budget(30_000, 0, 200_000)));
    }

    private static Budget budget(long day, long month, long total) {
        return new Budget(new Nanos(day), new Nanos(month), new Nanos(total));
    }

    @Test
    void theServersOwnClockServesAsWell() {
        var onServerTime = new RedisGate(connection(), funds);
        Holder holder = GateTrial.keyLimited(new Limits(1, 100, 1));
        var ask = new Ask("r1", holder, "", new Estimate(100, Nanos.ZERO), Duration.ofMinutes(1));

        var admitted = (Admission.Admitted) onServerTime.admit(ask);
        onServerTime.settle(new Settlement("r1", holder, ask.estimate(), 40, Nanos.ZERO));
        var refused =
                (Admission.Refused)
                        onServerTime.admit(
                                new Ask("r2", holder, "", ask.estimate(), Duration.ofMinutes(1)));

        assertEquals(0, admitted.requests().remaining());
        assertTrue(Math.abs(refused.tokens().remaining() - 60) <= 10);
        assertTrue(Math.abs(refused.retryAfter().toSeconds() - 60) <= 10);
    }

    @Test
    void everyKeyButTheHoldsExpiresSoonAfterItsUse() {
        Holder holder = GateTrial.holder(new Limits(5, 500, 5), new Limits(5, 500, 5));
        gate.admit(new Ask("r1", holder, "", new Estimate(500, Nanos.ZERO), Duration.ofMinutes(3)));
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
    void primingTeachesTheScriptsAndLeavesNothingBehind() {
        connection().call(redis -> redis.scriptFlush("any"));

        gate.prime();

        long left = connection().call(redis -> redis.dbSize());
        assertEquals(0, left);
    }

    @Test
    void aServerThatForgotTheScriptsLearnsThemAgain() {
        Holder holder = GateTrial.keyLimited(new Limits(0, 0, 1));
        var ask = new Ask("r1", holder, "", Estimate.NOTHING, Duration.ofMinutes(1));
        var end = new Settlement("r1", holder, Estimate.NOTHING, 0, Nanos.ZERO);
        gate.prime();

        for (int i = 0; i < 3; i++) {
            connection().call(redis -> redis.scriptFlush(RedisKeys.userSlots(holder)));
            revisions.keyChanged("user", "other", i);
            assertEquals(Admission.Admitted.class, gate.admit(ask).getClass());
            connection().call(redis -> redis.scriptFlush(RedisKeys.userSlots(holder)));
            gate.settle(end);
        }
        long slots = connection().call(redis -> redis.zcard(RedisKeys.userSlots(holder)));
        assertEquals(0, slots);
    }

    @Test
    void aClosedConnectionOpensItselfAgain() {
        Holder holder = GateTrial.keyLimited(new Limits(3, 0, 0));
        for (int i = 0; i < 3; i++) {
            gate.admit(new Ask("r" + i, holder, "", Estimate.NOTHING, Duration.ofMinutes(1)));
            connection().close();
        }

        assertEquals(
                Admission.Refused.class,
                gate.admit(new Ask("late", holder, "", Estimate.NOTHING, Duration.ofMinutes(1)))
                        .getClass());
    }
}
