package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthReportsTest {
    private static final Observation GOOD = new Answered(1, 200, false, "");
    private static final Observation BAD = new Failed("upstream_reset", 1, false, "", false);

    private final AtomicInteger swaps = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final MemoryChannelBoard kept = new MemoryChannelBoard(() -> now);
    private final ChannelBoard board =
            new ChannelBoard() {
                @Override
                public HealthSnapshot healths() {
                    return kept.healths();
                }

                @Override
                public boolean swap(String channelId, String before, String after) {
                    swaps.incrementAndGet();
                    return kept.swap(channelId, before, after);
                }

                @Override
                public boolean enter(String channelId, String id, int most, Duration lease) {
                    return kept.enter(channelId, id, most, lease);
                }

                @Override
                public void leave(String channelId, String id) {
                    kept.leave(channelId, id);
                }
            };
    private final HealthReports reports = new HealthReports(board, () -> now);

    private void tell(Observation seen) {
        reports.tell(kept.healths(), "a", List.of(seen));
    }

    private Health health() {
        return kept.healths().of("a");
    }

    @Test
    void answersOfAChannelThatIsWellAreToldTogether() {
        for (int i = 0; i < 100; i++) {
            tell(GOOD);
        }
        assertEquals(1, swaps.get());

        now = now.plusSeconds(5);
        tell(GOOD);

        assertEquals(2, swaps.get());
        assertEquals(1 * 0.84 + 100, health().good(), 0.01, "none is lost");
    }

    @Test
    void aFailureIsToldAtOnceWithTheAnswersBeforeIt() {
        tell(GOOD);
        for (int i = 0; i < 50; i++) {
            tell(GOOD);
        }

        tell(BAD);

        assertEquals(2, swaps.get());
        assertEquals(51, health().good());
        assertEquals(1, health().bad());
    }

    @Test
    void theFirstAnswerAfterAFailureIsToldAtOnce() {
        tell(BAD);
        tell(GOOD);

        assertTrue(health().clean());
        assertEquals(2, swaps.get());
    }

    @Test
    void whatOthersToldMeanwhileIsKept() {
        HealthSnapshot old = kept.healths();
        tell(BAD);

        reports.tell(old, "a", List.of(BAD));

        assertEquals(2, health().bad());
    }

    @Test
    void ofManyWhoTellAtOnceNobodyOverwritesAnother() throws Exception {
        Race.run(
                4,
                _ ->
                        () -> {
                            for (int i = 0; i < 5; i++) {
                                var mine = new HealthReports(board, () -> now);
                                mine.tell(kept.healths(), "a", List.of(BAD));
                            }
                            return true;
                        });

        assertTrue(health().bad() > 1);
        assertEquals(health().bad(), health().run());
        assertTrue(health().open());
    }

    @Test
    void oneOfManyMayTryAnOpenCircuit() throws Exception {
        for (int i = 0; i < 3; i++) {
            tell(BAD);
        }
        HealthSnapshot open = kept.healths();
        assertFalse(reports.mayProbe(open, "a", "ann"));
        now = now.plusSeconds(5);

        var tried = Race.run(20, _ -> () -> reports.mayProbe(open, "a", "ann"));

        assertEquals(1, tried.stream().filter(may -> may).count());
        assertFalse(reports.mayProbe(kept.healths(), "a", "ann"));
    }

    @Test
    void oneOfManyMayCheckOncePerInterval() throws Exception {
        Duration interval = Duration.ofMinutes(1);
        HealthSnapshot before = kept.healths();

        var checked = Race.run(20, _ -> () -> reports.mayCheck(before, "a", interval));

        assertEquals(1, checked.stream().filter(may -> may).count());
        now = now.plus(interval).minusMillis(1);
        assertFalse(reports.mayCheck(kept.healths(), "a", interval));
        now = now.plusMillis(1);
        assertTrue(reports.mayCheck(kept.healths(), "a", interval));
    }

    @Test
    void whatOthersTellMeanwhileKeepsNobodyFromChecking() {
        HealthSnapshot old = kept.healths();
        tell(BAD);

        assertTrue(reports.mayCheck(old, "a", Duration.ofMinutes(1)));
        assertEquals(1, health().bad());
        assertEquals(now, health().checkedAt());
    }

    private static Observation answer(String asker, double millis) {
        return new Answered(1, millis, false, asker);
    }

    private static Observation provoked(String asker) {
        return new Failed("upstream_status", 1, false, asker, true);
    }

    @Test
    void answersToSeveralAskersAreToldTogetherAndEachWithItsOwn() {
        tell(GOOD);
        for (int i = 0; i < 10; i++) {
            tell(answer("ann", 100));
            tell(answer("bob", 900));
        }
        assertEquals(1, swaps.get());

        tell(BAD);

        assertEquals(2, swaps.get());
        assertEquals(21, health().good());
        assertTrue(health().to("ann").firstTokenMillis() < 200);
        assertTrue(health().to("bob").firstTokenMillis() > 700);
    }

    @Test
    void whatOneAskerMetWithIsNoNewsInTheAnswersToOthers() {
        tell(GOOD);
        for (int i = 0; i < 5; i++) {
            tell(provoked("eve"));
        }
        assertEquals(6, swaps.get());
        tell(answer("ann", -1));
        assertEquals(7, swaps.get(), "the run of all has ended");

        for (int i = 0; i < 100; i++) {
            tell(answer("ann", -1));
            tell(answer("bob", -1));
        }

        assertEquals(7, swaps.get());
        assertTrue(health().to("eve").open());
    }

    @Test
    void theFirstAnswerToAnAskerAfterItsFailureIsToldAtOnce() {
        tell(provoked("eve"));
        tell(answer("ann", -1));
        tell(answer("eve", -1));

        assertEquals(3, swaps.get());
        assertTrue(health().to("eve").clean());
    }

    @Test
    void anAskersOwnCircuitIsTriedByOneOfItsRequests() throws Exception {
        for (int i = 0; i < 3; i++) {
            tell(provoked("eve"));
        }
        now = now.plusSeconds(5);
        HealthSnapshot open = kept.healths();
        assertFalse(reports.mayProbe(open, "a", "ann"), "there is nothing to try");

        var tried = Race.run(20, _ -> () -> reports.mayProbe(open, "a", "eve"));

        assertEquals(1, tried.stream().filter(may -> may).count());
    }

    @Test
    void oneAskersManyRequestsLeaveATryToTheNextAsker() throws Exception {
        for (int i = 0; i < 3; i++) {
            tell(BAD);
        }
        now = now.plusSeconds(5);
        HealthSnapshot open = kept.healths();

        var tried = Race.run(20, _ -> () -> reports.mayProbe(open, "a", "eve"));

        assertEquals(1, tried.stream().filter(may -> may).count());
        assertTrue(reports.mayProbe(open, "a", "ann"), "whatever was written meanwhile");
        assertFalse(reports.mayProbe(open, "a", "bob"));
    }
}
