package dev.airelay.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Rested;
import dev.airelay.health.RestTarget;
import dev.airelay.relaying.Script;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which keys of a channel a probe uses, and what it makes of those that do not work.
class ProbedKeysTest {
    private final ProbeWorld world = new ProbeWorld();
    private final Probes probes = world.probes();

    @AfterEach
    void everyScriptWasPlayedAndNothingIsLeftOpen() {
        world.check();
    }

    @Test
    void keysAreTriedInTurnUntilOneWorks() {
        world.saved(world.draft("a", Kind.OPENAI, 3));
        world.expect("a", ProbeWorld.bad(), ProbeWorld.good());

        probes.run();

        assertEquals(List.of("1", "2"), keys());
        assertTrue(world.health("a").to("").clean());
    }

    @Test
    void threeKeysAreTriedAndTheFirstOnesFailureCounts() {
        world.saved(world.draft("a", Kind.OPENAI, 4));
        world.expect("a", Script.json(401, "{}"), ProbeWorld.bad(), ProbeWorld.bad());

        probes.run();

        assertEquals(List.of("1", "2", "3"), keys());
        assertEquals(1, world.health("a").run());
        assertEquals("upstream_denied", world.health("a").reason());
    }

    @Test
    void keysThatRequestsWereTurnedAwayWithComeLast() {
        world.saved(world.draft("a", Kind.OPENAI, 2));
        world.see("a", new Rested(new RestTarget.Key("1"), ProbeWorld.NOON.plusSeconds(60), ""));
        world.expect("a", ProbeWorld.good());

        probes.run();

        assertEquals(List.of("2"), keys());
    }

    /// The numbers of the keys that were used.
    private List<String> keys() {
        return world.upstream().received().stream()
                .map(received -> received.headers().first("authorization").orElseThrow())
                .map(bearer -> bearer.replace("Bearer sk-a-", "").substring(0, 1))
                .toList();
    }

    @Test
    void aKeyThatCannotBeOpenedSaysNothingAboutTheChannel() {
        world.saved(world.locked(world.draft("a", Kind.OPENAI, 1)));
        world.fallIll("a");
        world.pass(Probes.LONG_FAILING);

        probes.run();

        assertEquals(ChannelStatus.ENABLED, world.channel("a").status());
        assertEquals(0, world.upstream().received().size());
        assertEquals(3, world.health("a").run());
    }
}
