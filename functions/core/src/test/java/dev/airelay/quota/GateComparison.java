package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A gate beside the one in memory: whatever comes, both do the same.
public interface GateComparison extends GateTrial {
    /// How many random calls.
    default int steps() {
        return 2500;
    }

    @Test
    default void itDecidesAsTheFakeDoesOverManyRandomRequests() {
        var random = new Random(20261121);
        Instant[] time = {START};
        var fake = new FakeGate(() -> time[0], funds());
        funds().balance("user-0", 40_000);
        funds().balance("user-1", 100_000);
        funds().credit("user-1", 30_000, START.plus(Duration.ofMinutes(20)));
        for (int i = 0; i < steps(); i++) {
            var step = Duration.of(random.nextInt(3_000_000), ChronoUnit.MICROS);
            time[0] = time[0].plus(step);
            pass(step);
            Holder holder = randomHolder(random);
            String id = holder.keyId() + "-" + random.nextInt(30);
            var cost = new Nanos(random.nextBoolean() ? 0 : random.nextInt(900));
            var estimate = new Estimate(random.nextInt(900), cost);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> {
                    var truth = new Nanos(random.nextInt(1000));
                    var end = new Reconciliation(id, holder, estimate, random.nextInt(1500), truth);
                    assertEquals(fake.reconcile(end), gate().reconcile(end), end::toString);
                }
                case 4 -> {
                    var after = funds().balance(holder.userId(), random.nextInt(60_000));
                    var ids = List.of(id, holder.keyId() + "-" + random.nextInt(30));
                    fake.changed(after, ids);
                    books().changed(after, ids);
                }
                case 5 -> {
                    var open = Set.copyOf(fake.open(Duration.ofSeconds(1), 1000));
                    assertEquals(open, Set.copyOf(holds().open(Duration.ofSeconds(1), 1000)));
                    open.stream().limit(2).forEach(fake::release);
                    open.stream().limit(2).forEach(holds()::release);
                }
                default -> {
                    var ask =
                            new AdmissionRequest(
                                    id, holder, "m|" + i, estimate, Duration.ofSeconds(40));
                    assertEquals(fake.admit(ask), gate().admit(ask), ask::toString);
                }
            }
            if (random.nextInt(200) == 0) {
                fake.userChanged(holder.userId(), i);
                revisions().userChanged(holder.userId(), i);
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
}
