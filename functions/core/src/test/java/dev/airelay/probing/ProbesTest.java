package dev.airelay.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import dev.airelay.relaying.Script;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStatus.Suspended;
import dev.airelay.upstream.HealthCheck;
import dev.airelay.upstream.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final Suspended OUT = new Suspended("upstream_reset", ProbeWorld.NOON);

    private final ProbeWorld world = new ProbeWorld();
    private final Probes probes = world.probes();

    @AfterEach
    void everyScriptWasPlayedAndNothingIsLeftOpen() {
        world.check();
    }

    private Channel channel(ChannelStatus status) {
        return world.saved(world.draft("a", Kind.OPENAI, 1).withStatus(status));
    }

    private int calls() {
        return world.upstream().received().size();
    }

    private ChannelStatus status() {
        return world.channel("a").status();
    }

    @Test
    void aChannelIsProbedOnceEachInterval() {
        channel(ChannelStatus.ENABLED);
        world.expect("a", ProbeWorld.good(), ProbeWorld.good());

        probes.run();
        probes.run();
        world.pass(ProbeWorld.INTERVAL.minusMillis(1));
        probes.run();
        assertEquals(1, calls());
        assertEquals(ProbeWorld.NOON, world.health("a").checkedAt());

        world.pass(Duration.ofMillis(1));
        probes.run();

        assertEquals(2, calls());
        assertEquals(0, world.announced(), "nothing changed");
    }

    @Test
    void whatAProbeFindsIsTold() {
        channel(ChannelStatus.ENABLED);
        world.expect(
                "a",
                ProbeWorld.good().onCall(() -> world.pass(Duration.ofMillis(300))),
                ProbeWorld.bad());

        probes.run();
        assertEquals(1, world.health("a").good());
        assertEquals(300, world.health("a").to("").firstTokenMillis());

        world.pass(ProbeWorld.INTERVAL);
        probes.run();
        assertEquals(1, world.health("a").run());
        assertEquals("upstream_status", world.health("a").reason());
    }

    /// An idle channel would be taken out for the limits of others that share its key.
    @Test
    void aLimitThatAProbeReachesIsNoFailure() {
        channel(ChannelStatus.ENABLED);
        world.fallIll("a");
        world.pass(Probes.LONG_FAILING);
        world.expect("a", Script.json(429, "{\"error\":{\"message\":\"slow down\"}}"));

        probes.run();

        assertEquals(3, world.health("a").run());
        assertEquals(ChannelStatus.ENABLED, status());
    }

    @Test
    void anAnthropicChannelIsProbedInItsOwnDialect() {
        world.saved(world.draft("a", Kind.ANTHROPIC, 1).withStatus(OUT));
        world.expect("a", Script.stream(ProbeWorld.MESSAGES));

        probes.run();

        assertEquals(ChannelStatus.ENABLED, status());
    }

    @Test
    void channelsWithoutAScheduleAndThoseSwitchedOffAreLeftAlone() {
        world.saved(world.draft("a", Kind.OPENAI, 1).withStatus(ChannelStatus.DISABLED));
        world.saved(world.draft("b", Kind.OPENAI, 1).withCheck(HealthCheck.NONE));
        world.saved(
                world.draft("c", Kind.OPENAI, 1).withCheck(new HealthCheck("m", Duration.ZERO)));

        probes.run();

        assertEquals(0, calls());
        assertEquals(ChannelStatus.DISABLED, status());
    }

    @Test
    void aGoodProbeBringsASuspendedChannelBack() {
        channel(OUT);
        world.fallIll("a");
        world.expect("a", ProbeWorld.good());

        probes.run();

        assertEquals(ChannelStatus.ENABLED, status());
        assertFalse(world.health("a").open());
        assertEquals(1, world.announced());
        assertEquals(List.of("recovered a upstream_reset"), world.alerts());
    }

    @Test
    void aBadProbeLeavesASuspendedChannelOut() {
        channel(OUT);
        world.fallIll("a");
        world.pass(Probes.LONG_FAILING);
        world.expect("a", ProbeWorld.bad());

        probes.run();
        probes.run();

        assertEquals(OUT, status());
        assertEquals(0, world.announced());
        assertEquals(List.of(), world.alerts());
    }

    @Test
    void aChannelThatHasFailedForLongIsTakenOut() {
        channel(ChannelStatus.ENABLED);
        world.fallIll("a");
        world.expect("a", ProbeWorld.bad(), ProbeWorld.bad(), ProbeWorld.bad());
        probes.run();
        world.pass(Probes.LONG_FAILING.minusMillis(1));
        probes.run();
        assertEquals(ChannelStatus.ENABLED, status());

        world.pass(ChannelTest.LONGEST);
        probes.run();

        assertEquals(new Suspended("upstream_status", world.now()), status());
        assertEquals(1, world.announced());
        assertEquals(
                List.of("suspended a " + ProbeWorld.NOON + " upstream_status"), world.alerts());
    }

    @Test
    void aChannelAboutToBeTakenOutIsProbedOnceMoreWhateverItsInterval() {
        world.saved(
                world.draft("a", Kind.OPENAI, 1)
                        .withCheck(new HealthCheck("small", Duration.ofDays(1))));
        world.expect("a", ProbeWorld.good(), ProbeWorld.good());
        probes.run();
        world.fallIll("a");
        world.pass(Probes.LONG_FAILING);

        probes.run();

        assertEquals(2, calls());
        assertEquals(ChannelStatus.ENABLED, status());
        assertFalse(world.health("a").open());
    }

    @Test
    void aChannelThatFailsOnlyNowAndThenStays() {
        channel(ChannelStatus.ENABLED);
        world.see("a", ProbeWorld.RESET);
        world.pass(Probes.LONG_FAILING);
        world.expect("a", ProbeWorld.bad());

        probes.run();

        assertEquals(ChannelStatus.ENABLED, status(), "its circuit is closed");
    }

    @Test
    void aChannelWithoutAScheduleIsNeverTakenOut() {
        world.saved(world.draft("a", Kind.OPENAI, 1).withCheck(HealthCheck.NONE));
        world.fallIll("a");
        world.pass(Duration.ofDays(1));

        probes.run();

        assertEquals(ChannelStatus.ENABLED, status());
        assertTrue(world.health("a").open(), "its circuit is enough");
    }

    @Test
    void whatSomebodyChangedDuringTheProbeStays() {
        channel(OUT);
        world.expect(
                "a",
                ProbeWorld.good()
                        .onCall(() ->
                                world.saved(
                                        world.channel("a").withStatus(ChannelStatus.DISABLED))));

        probes.run();

        assertEquals(ChannelStatus.DISABLED, status());
        assertEquals(0, world.announced());
        assertEquals(List.of(), world.alerts());
    }

    @Test
    void aChannelRenamedDuringTheProbeThatTakesItOutIsTakenOutByTheNextOne() {
        channel(ChannelStatus.ENABLED);
        world.fallIll("a");
        world.pass(Probes.LONG_FAILING);
        Script renamed =
                ProbeWorld.bad().onCall(() -> world.saved(world.channel("a").withName("other")));
        world.expect("a", renamed, ProbeWorld.bad());

        probes.run();
        assertEquals(ChannelStatus.ENABLED, status());
        world.pass(Duration.ofMinutes(1));
        probes.run();

        assertEquals(new Suspended("upstream_status", world.now()), status());
        assertEquals("other", world.channel("a").name());
    }

    @Test
    void ofManyRunsAtOnceOneProbes() throws Exception {
        channel(OUT);
        world.expect("a", ProbeWorld.good());

        Race.run(
                8,
                _ ->
                        () -> {
                            world.probes().run();
                            return true;
                        });

        assertEquals(1, calls());
        assertEquals(List.of("recovered a upstream_reset"), world.alerts());
    }

    @Test
    void ofManyRunsAtOnceOneProbesAChannelThatFailsForLong() throws Exception {
        channel(ChannelStatus.ENABLED);
        world.fallIll("a");
        world.pass(Probes.LONG_FAILING);
        world.expect("a", ProbeWorld.bad());

        Race.run(
                8,
                _ ->
                        () -> {
                            world.probes().run();
                            return true;
                        });

        assertEquals(1, calls());
        assertEquals(1, world.alerts().size());
    }

    @Test
    void aRunBeginsNoProbesLateAndTheNextOneBeginsWithThem() {
        for (int i = 0; i < 20; i++) {
            world.saved(
                    world.draft("c" + i, Kind.OPENAI, 1)
                            .withCheck(new HealthCheck("small", Duration.ofDays(1))));
            world.expect("c" + i, ProbeWorld.good().onCall(() -> world.pass(Probes.BEGINS_WITHIN)));
        }

        int runs = 0;
        for (; calls() < 20 && runs < 20; runs++) {
            int before = calls();
            probes.run();
            assertTrue(calls() - before <= Probes.AT_ONCE, "no more than began in time");
            assertTrue(calls() > before);
        }

        assertTrue(runs >= 3, "runs: " + runs);
    }

    @Test
    void oneChannelsTroubleKeepsNoOtherFromBeingProbed() {
        channel(OUT);
        world.saved(world.draft("b", Kind.OPENAI, 1));
        world.expect(
                "b",
                ProbeWorld.good()
                        .onCall(() -> {
                            throw new IllegalStateException("a defect");
                        }));
        world.expect("a", ProbeWorld.good());

        probes.run();

        assertEquals(ChannelStatus.ENABLED, status());
    }

    @Test
    void anAnnouncementThatFailedIsMadeByTheNextRun() {
        channel(OUT);
        world.announcementsFail(true);
        world.expect("a", ProbeWorld.good());
        probes.run();
        assertEquals(ChannelStatus.ENABLED, status());
        assertEquals(0, world.announced());

        world.announcementsFail(false);
        probes.run();
        probes.run();

        assertEquals(1, world.announced());
    }

    @Test
    void requestsAndProbesTellOfTheSameChannel() {
        channel(ChannelStatus.ENABLED);
        world.expect(
                "a",
                ProbeWorld.good().onCall(() -> world.see("a", new Answered(1, 100, false, ""))));

        probes.run();

        assertEquals(2, world.health("a").good());
        assertEquals(ProbeWorld.NOON, world.health("a").checkedAt());
    }

    private void provoked(String asker, int times) {
        for (int i = 0; i < times; i++) {
            world.see("a", new Failed("upstream_status", 1, false, asker, true));
        }
    }

    @Test
    void whatOneAskerProvokesTakesNoChannelOut() {
        channel(ChannelStatus.ENABLED);
        provoked("eve", 50);
        world.pass(Probes.LONG_FAILING);
        provoked("eve", 50);
        world.expect("a", ProbeWorld.good());

        probes.run();

        assertEquals(ChannelStatus.ENABLED, status());
        assertFalse(world.health("a").open());
    }

    @Test
    void aProbeThatFailsTooClosesTheChannelToAllAndTakesItOutOnlyWhenItFailsForLong() {
        channel(ChannelStatus.ENABLED);
        provoked("eve", 50);
        world.pass(Probes.LONG_FAILING);
        provoked("eve", 50);
        world.expect("a", ProbeWorld.bad(), ProbeWorld.bad(), ProbeWorld.bad());

        probes.run();
        assertTrue(world.health("a").to("ann").open());
        assertEquals(ChannelStatus.ENABLED, status(), "nobody else has seen it fail before");
        world.pass(ProbeWorld.INTERVAL);
        probes.run();
        assertEquals(ChannelStatus.ENABLED, status());
        world.pass(ProbeWorld.INTERVAL);
        probes.run();

        assertEquals(new Suspended("upstream_status", world.now()), status());
    }

    @Test
    void aGoodProbeClosesWhatAnAskersRequestsOpened() {
        channel(ChannelStatus.ENABLED);
        provoked("eve", 5);
        assertTrue(world.health("a").to("eve").open());
        world.expect("a", ProbeWorld.good());

        probes.run();

        assertFalse(world.health("a").to("eve").open());
    }
}
