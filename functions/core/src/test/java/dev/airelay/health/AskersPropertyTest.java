package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import dev.airelay.health.Observation.Refused;
import dev.airelay.health.Observation.Rested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds however the outcomes of several askers mix, over a note that is written and read
/// again after each.
class AskersPropertyTest {
    private static final int STEPS = 3_000;
    private static final String EVE = "eve";
    private static final List<String> INNOCENT = List.of("ann", "bob", "cid", "dan", "");

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private Health health = Health.UNKNOWN;

    private void see(Observation seen) {
        kept(health.after(seen, now));
    }

    private void kept(Health next) {
        health = HealthText.read(HealthText.write(next));
    }

    private static String anyOf(List<String> askers, SplittableRandom random) {
        return askers.get(random.nextInt(askers.size()));
    }

    /// Whatever an asker can make of its requests.
    private void anything(String asker, SplittableRandom random) {
        boolean probe = health.to(asker).mayProbe(now);
        if (probe && random.nextBoolean()) {
            kept(health.probing(asker, now));
        }
        boolean told = random.nextInt(9) == 0 ? random.nextBoolean() : probe;
        switch (random.nextInt(8)) {
            case 0 ->
                    see(
                            new Answered(
                                    1 + random.nextInt(9),
                                    random.nextInt(10) * 9_000,
                                    told,
                                    asker));
            case 1 -> see(new Refused(asker));
            case 2 ->
                    see(
                            new Rested(
                                    new RestTarget.Model("m" + random.nextInt(30)),
                                    now.plusSeconds(random.nextInt(300)),
                                    asker));
            case 3 -> see(new Rested(new RestTarget.Key("1"), now.plusSeconds(300), asker));
            default -> {
                int times = random.nextInt(12);
                for (int i = 0; i < times; i++) {
                    see(new Failed("upstream_status", 1, told, asker, true));
                }
            }
        }
    }

    private void time(SplittableRandom random) {
        now = now.plus(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(60_000) : 10));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneAskerChangesNothingThatOthersSee(long seed) {
        var random = new SplittableRandom(seed);
        for (int step = 0; step < STEPS; step++) {
            time(random);
            if (random.nextInt(4) == 0) {
                see(new Answered(1, 300, false, anyOf(INNOCENT, random)));
            } else {
                anything(EVE, random);
            }
            for (String asker : INNOCENT) {
                HealthView seen = health.to(asker);
                assertFalse(seen.open(), "step " + step);
                assertEquals(Instant.EPOCH, seen.retryAt());
                assertEquals(1, seen.score(now));
                assertTrue(List.of(0.0, 300.0).contains(seen.firstTokenMillis()));
                assertFalse(seen.rests(new RestTarget.Key("1"), now));
                assertFalse(seen.rests(new RestTarget.Model("m3"), now));
            }
        }
    }

    /// Innocents fail too, each time with an answer to somebody before the next.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void oneAskerAndSingleFailuresOfOthersCloseNothingToThem(long seed) {
        var random = new SplittableRandom(seed);
        boolean mayFail = true;
        for (int step = 0; step < STEPS; step++) {
            time(random);
            int what = random.nextInt(6);
            if (what == 0 && mayFail) {
                see(new Failed("upstream_status", 1, false, anyOf(INNOCENT, random), true));
                mayFail = false;
            } else if (what == 1) {
                INNOCENT.forEach(asker -> see(new Answered(1, 300, false, asker)));
                mayFail = true;
            } else {
                anything(EVE, random);
            }
            for (String asker : INNOCENT) {
                assertFalse(health.to(asker).open(), "step " + step);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void howeverAChannelWasClosedNobodyKeepsTheOthersFromOpeningItAgain(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            for (int i = random.nextInt(30); i >= 0; i--) {
                time(random);
                anything(anyOf(List.of("ann", "bob", EVE), random), random);
                see(new Failed("upstream_connect", 1, random.nextBoolean(), "ann", false));
            }
            Instant recovered = now;
            while (health.to("ann").open()) {
                assertTrue(Duration.between(recovered, now).toSeconds() <= 25, "round " + round);
                now = now.plusMillis(500);
                if (health.to(EVE).mayProbe(now)) {
                    kept(health.probing(EVE, now));
                }
                if (random.nextBoolean()) {
                    see(
                            random.nextBoolean()
                                    ? new Refused(EVE)
                                    : new Failed("upstream_status", 1, true, EVE, true));
                }
                if (health.to("ann").mayProbe(now)) {
                    kept(health.probing("ann", now));
                    see(new Answered(1, 300, true, "ann"));
                }
            }
        }
    }

    @Test
    void whatOneHouseWithOneAskerSeesIsWhatItWouldSeeIfAllCounted() {
        for (long seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            Health alone = Health.UNKNOWN;
            Health all = Health.UNKNOWN;
            for (int step = 0; step < 2_000; step++) {
                now = now.plus(Duration.ofMillis(random.nextInt(6_000)));
                boolean probe = alone.to(EVE).mayProbe(now);
                assertEquals(probe, all.to(EVE).mayProbe(now), "step " + step);
                if (!probe && alone.to(EVE).open()) {
                    continue;
                }
                if (probe) {
                    alone = alone.probing(EVE, now);
                    all = all.probing(EVE, now);
                }
                Observation seen =
                        random.nextInt(3) == 0
                                ? new Answered(1, 300, probe, EVE)
                                : new Failed("upstream_status", 1, probe, EVE, true);
                alone = alone.after(seen, now);
                all =
                        all.after(
                                seen instanceof Failed
                                        ? new Failed("upstream_status", 1, probe, EVE, false)
                                        : seen,
                                now);
                assertEquals(all.to(EVE).open(), alone.to(EVE).open(), "step " + step);
                assertEquals(all.to(EVE).retryAt(), alone.to(EVE).retryAt(), "step " + step);
                assertEquals(all.to(EVE).score(now), alone.to(EVE).score(now), 1e-9);
            }
        }
    }

    @Test
    void aNoteStaysShortWhateverACrowdDoes() {
        var random = new SplittableRandom(9);
        int longest = 0;
        for (int step = 0; step < STEPS; step++) {
            time(random);
            anything("user-" + random.nextLong(), random);
            longest = Math.max(longest, HealthText.write(health).length());
        }
        assertTrue(longest > 1_000, "it was full: " + longest);
        assertTrue(longest < Notes.longest().length(), "bytes: " + longest);
        assertTrue(Notes.longest().length() <= 2_048, "bytes: " + Notes.longest().length());
    }
}
