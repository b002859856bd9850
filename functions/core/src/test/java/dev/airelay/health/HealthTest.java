package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import dev.airelay.health.Observation.Rested;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final String ANN = "ann";
    private static final Observation GOOD = new Answered(1, 300, false, "");
    private static final Observation BAD = new Failed("upstream_reset", 1, false, "", false);
    private static final Observation PROBE_FAILED =
            new Failed("upstream_status", 1, true, "", false);
    private static final Observation PROBE_ANSWERED = new Answered(1, -1, true, "");

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private Health health = Health.UNKNOWN;

    private void see(Observation... seen) {
        for (Observation one : seen) {
            health = health.after(one, now);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void open() {
        see(BAD, BAD, BAD);
        assertTrue(health.open());
    }

    @Test
    void whoIsUnknownIsTrusted() {
        assertEquals(1, health.to(ANN).score(now));
        assertFalse(health.open());
        assertTrue(health.clean());
    }

    @Test
    void threeFailuresOpenTheCircuitOfAChannelThatHardlyAnswers() {
        see(GOOD, GOOD, BAD, BAD);
        assertFalse(health.open());

        see(BAD);

        assertTrue(health.open());
        assertEquals("upstream_reset", health.reason());
        assertEquals(now, health.failingSince());
    }

    @Test
    void failuresWithAnswersBetweenThemDoNot() {
        see(BAD, BAD, GOOD, BAD, BAD, GOOD, BAD, BAD);

        assertFalse(health.open());
    }

    @Test
    void aFewFailuresAmongManyAnswersDoNot() {
        for (int i = 0; i < 200; i++) {
            see(GOOD, GOOD, GOOD, BAD);
            pass(Duration.ofMillis(100));
        }

        assertFalse(health.open());
        assertEquals(0.75, health.to(ANN).score(now), 0.02);
    }

    @Test
    void aRunOfFailuresOpensItWhateverWasBefore() {
        see(new Answered(10_000, 300, false, ""), BAD, BAD, BAD, BAD);
        assertFalse(health.open());

        see(BAD);

        assertTrue(health.open());
    }

    @Test
    void failuresFade() {
        see(BAD, BAD);
        pass(Duration.ofMinutes(3));

        see(GOOD, BAD);

        assertFalse(health.open());
        assertEquals(1, health.bad(), 0.01);
    }

    @Test
    void lightFailuresCountForLess() {
        for (int i = 0; i < 9; i++) {
            see(new Failed("upstream_busy", 0.5, false, "", false));
        }
        assertTrue(health.open());

        health = Health.UNKNOWN;
        see(new Failed("upstream_busy", 0, false, "", false));
        assertEquals(Health.UNKNOWN.bad(), health.bad());
    }

    @Test
    void whileItIsOpenOneMayTryEachCoolDown() {
        open();
        assertFalse(health.to(ANN).mayProbe(now));
        pass(Duration.ofSeconds(5));
        assertTrue(health.to(ANN).mayProbe(now));

        health = health.probing(ANN, now);

        assertFalse(health.to(ANN).mayProbe(now));
        pass(Duration.ofSeconds(5));
        assertTrue(health.to(ANN).mayProbe(now));
    }

    @Test
    void triesThatFailLengthenTheCoolDownToTwentySecondsAtMost() {
        open();
        for (int seconds : new int[] {5, 10, 20, 20, 20}) {
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertFalse(health.to(ANN).mayProbe(now), "before " + seconds);
            pass(Duration.ofMillis(1));
            assertTrue(health.to(ANN).mayProbe(now), "after " + seconds);
            see(PROBE_FAILED);
        }
        assertEquals("upstream_status", health.reason());
    }

    @Test
    void aTryThatIsAnsweredClosesIt() {
        open();
        pass(Duration.ofSeconds(5));

        see(PROBE_ANSWERED);

        assertFalse(health.open());
        assertTrue(health.clean());
        assertEquals(Instant.EPOCH, health.failingSince());
        see(BAD, BAD);
        assertFalse(health.open(), "what was before it opened is forgotten");
    }

    @Test
    void whatWasUnderWayWhenItOpenedNeitherClosesNorProlongsIt() {
        open();
        Instant retryAt = health.to(ANN).retryAt();

        see(GOOD, BAD, GOOD);

        assertTrue(health.open());
        assertEquals(retryAt, health.to(ANN).retryAt());
    }

    @Test
    void afterARecoveryItIsUsedAgainWithinTwentySecondsOfTraffic() {
        open();
        for (int i = 0; i < 600; i++) {
            pass(Duration.ofMillis(100));
            if (health.to(ANN).mayProbe(now)) {
                health = health.probing(ANN, now);
                see(PROBE_FAILED);
            }
        }
        Instant recovered = now;
        while (!health.to(ANN).mayProbe(now)) {
            pass(Duration.ofMillis(100));
        }
        assertTrue(Duration.between(recovered, now).toSeconds() <= 20);
    }

    @Test
    void theFirstTokenTimeIsSmoothedAndAnswersWithoutOneLeaveIt() {
        see(new Answered(1, 1000, false, ""));
        assertEquals(1000, health.to(ANN).firstTokenMillis());
        see(new Answered(1, 500, false, ""));
        assertEquals(900, health.to(ANN).firstTokenMillis(), 1e-9);
        see(new Answered(50, -1, false, ""));
        assertEquals(900, health.to(ANN).firstTokenMillis(), 1e-9);
        see(new Answered(1000, 500, false, ""));
        assertEquals(500, health.to(ANN).firstTokenMillis(), 1e-6);
    }

    @Test
    void aKeyRestsUntilItsTimeAndTheLongerRestCounts() {
        see(
                new Rested(new RestTarget.Key("a"), now.plusSeconds(9), ""),
                new Rested(new RestTarget.Key("a"), now.plusSeconds(3), ""));
        assertTrue(health.to(ANN).rests(new RestTarget.Key("a"), now.plusSeconds(8)));
        assertFalse(health.to(ANN).rests(new RestTarget.Key("a"), now.plusSeconds(9)));
        assertFalse(health.to(ANN).rests(new RestTarget.Key("b"), now));

        pass(Duration.ofSeconds(10));
        see(new Rested(new RestTarget.Key("b"), now.plusSeconds(1), ""));
        assertEquals(1, health.rests().all().size(), "rests that are over are forgotten");
    }

    @Test
    void aClockThatIsBehindFadesNothing() {
        see(BAD, BAD);
        Instant latest = health.at();

        health = health.after(GOOD, now.minusSeconds(30));

        assertEquals(2, health.bad());
        assertEquals(latest, health.at());
    }

    @Test
    void theTextSaysEverything() {
        var random = new SplittableRandom(11);
        String[] askers = {"", ANN, "bob", "eve"};
        for (int i = 0; i < 2_000; i++) {
            String asker = askers[random.nextInt(askers.length)];
            if (health.to(asker).mayProbe(now)) {
                health = health.probing(asker, now);
            }
            see(anything(asker, random));
            pass(Duration.ofMillis(random.nextInt(3_000)));
            String text = HealthText.write(health);
            Health read = HealthText.read(text);
            assertEquals(text, HealthText.write(read));
            assertEquals(health.circuit(), read.circuit());
            assertEquals(health.rests(), read.rests());
            assertEquals(health.checkedAt(), read.checkedAt());
            assertEquals(health.failingSince(), read.failingSince());
            assertEquals(health.reason(), read.reason());
            for (String one : askers) {
                assertEquals(health.to(one).retryAt(), read.to(one).retryAt());
                assertEquals(health.to(one).clean(), read.to(one).clean());
                assertEquals(health.to(one).score(now), read.to(one).score(now), 0.003);
                assertEquals(
                        health.to(one).firstTokenMillis(), read.to(one).firstTokenMillis(), 0.001);
            }
            health = read;
        }
    }

    private Observation anything(String asker, SplittableRandom random) {
        boolean probe = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0 -> new Answered(1 + random.nextInt(9), random.nextInt(4000) - 1, probe, asker);
            case 1, 2 -> new Failed("upstream_status", 1, probe, asker, random.nextBoolean());
            case 3 ->
                    new Rested(
                            new RestTarget.Key("k=" + random.nextInt(3)),
                            now.plusSeconds(4),
                            asker);
            case 4 -> new Observation.Refused(asker);
            default -> new Observation.Checked();
        };
    }

    @Test
    void aTextThatMakesNoSenseSaysNothing() {
        for (String text :
                new String[] {"", "x", "1|0|0|0|0|0|0|0||0|0|", "2|a|0|0|0|0:0::0||0|0|||"}) {
            assertEquals(Health.UNKNOWN, HealthText.read(text), text);
        }
    }
}
