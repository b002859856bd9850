package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Revisions;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Ask;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.GateContract;
import dev.airelay.quota.GateTrial;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the gate does on every shape of Redis.
abstract class RedisGateContract implements GateContract {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final RedisGate gate = new RedisGate(connection(), Optional.of(() -> now));
    private final RedisRevisions revisions = new RedisRevisions(connection(), new Random(1));

    abstract RedisConnection connection();

    @BeforeEach
    void empty() {
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
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void itDecidesAsTheFakeDoesOverManyRandomRequests() {
        var random = new Random(20261121);
        var fake = new FakeGate(() -> now);
        for (int i = 0; i < 1500; i++) {
            pass(Duration.of(random.nextInt(3_000_000), ChronoUnit.MICROS));
            String id = "r" + random.nextInt(60);
            Holder holder = randomHolder(random);
            var estimate = new Estimate(random.nextInt(900), Nanos.ZERO);
            if (random.nextInt(3) > 0) {
                var ask = new Ask(id, holder, estimate, Duration.ofSeconds(40));
                assertEquals(fake.admit(ask), gate.admit(ask), ask::toString);
            } else {
                var end = new Settlement(id, holder, estimate, random.nextInt(1500), Nanos.ZERO);
                fake.settle(end);
                gate.settle(end);
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
                new Limits(13, 1700, 4),
                "key-" + key,
                1,
                new Limits(7 + key, 1000, 2 + key));
    }

    @Test
    void theServersOwnClockServesAsWell() {
        var onServerTime = new RedisGate(connection());
        Holder holder = GateTrial.keyLimited(new Limits(1, 100, 1));
        var ask = new Ask("r1", holder, new Estimate(100, Nanos.ZERO), Duration.ofMinutes(1));

        var admitted = (Admission.Admitted) onServerTime.admit(ask);
        onServerTime.settle(new Settlement("r1", holder, ask.estimate(), 40, Nanos.ZERO));
        var refused =
                (Admission.Refused)
                        onServerTime.admit(
                                new Ask("r2", holder, ask.estimate(), Duration.ofMinutes(1)));

        assertEquals(0, admitted.requests().remaining());
        assertTrue(Math.abs(refused.tokens().remaining() - 60) <= 10);
        assertTrue(Math.abs(refused.retryAfter().toSeconds() - 60) <= 10);
    }

    @Test
    void everyKeyExpiresSoonAfterItsUse() {
        Holder holder = GateTrial.holder(new Limits(5, 500, 5), new Limits(5, 500, 5));
        gate.admit(new Ask("r1", holder, new Estimate(500, Nanos.ZERO), Duration.ofMinutes(3)));
        revisions.keyChanged("user", "key", 1);

        for (String key : connection().call(redis -> redis.keys("relay:{user}*"))) {
            long seconds = connection().call(redis -> redis.ttl(key));
            int most = key.endsWith(":slots") ? 190 : key.endsWith(":rates") ? 70 : 3600;
            assertTrue(seconds > most - 20 && seconds <= most, key);
        }
        assertEquals(5, connection().call(redis -> redis.keys("relay:{user}*")).size());
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
        var ask = new Ask("r1", holder, Estimate.NOTHING, Duration.ofMinutes(1));
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
            gate.admit(new Ask("r" + i, holder, Estimate.NOTHING, Duration.ofMinutes(1)));
            connection().close();
        }

        assertEquals(
                Admission.Refused.class,
                gate.admit(new Ask("late", holder, Estimate.NOTHING, Duration.ofMinutes(1)))
                        .getClass());
    }
}
