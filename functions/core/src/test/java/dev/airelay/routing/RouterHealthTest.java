package dev.airelay.routing;

import static dev.airelay.routing.Channels.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.HealthReports;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.health.MemoryChannelBoard;
import dev.airelay.health.Observation;
import dev.airelay.health.RestTarget;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What the health of channels changes about who is asked, in which order, and for whom.
class RouterHealthTest extends RouterFixture {
    private static final Observation FAILED =
            new Observation.Failed("upstream_reset", 1, false, "", false);

    private static HealthSnapshot healths(Map<String, List<Observation>> seen) {
        var board = new MemoryChannelBoard(InstantSource.fixed(NOW));
        seen.forEach((channel, observations) ->
                new HealthReports(board, InstantSource.fixed(NOW))
                        .tell(board.healths(), channel, observations));
        return board.healths();
    }

    private static Observation answered(double millis) {
        return new Observation.Answered(10, millis, false, "");
    }

    private static RouteQuery by(String asker, OptionalLong conversation) {
        return new RouteQuery(asker, Set.of(Kind.OPENAI), "m", "", _ -> true, conversation);
    }

    private static Observation provoked(String asker) {
        return new Observation.Failed("upstream_status", 1, false, asker, true);
    }

    private Plan planFor(String asker, HealthSnapshot healths, Channel... channels) {
        return Router.plan(routes(channels), by(asker, OptionalLong.empty()), healths, NOW, random);
    }

    @Test
    void aConversationLeavesAChannelThatOftenFails() {
        var healths =
                healths(Map.of("a", List.of(answered(300), FAILED), "b", List.of(FAILED, FAILED)));

        for (long conversation = 0; conversation < 50; conversation++) {
            assertEquals(
                    List.of("a", "b"),
                    plan(
                            conversation(conversation),
                            healths,
                            channel("a", 0, 1),
                            channel("b", 0, 1)));
        }
    }

    @Test
    void aConversationLeavesAChannelThatIsMuchSlowerThanTheOthers() {
        var healths = healths(Map.of("a", List.of(answered(400)), "b", List.of(answered(4_000))));

        for (long conversation = 0; conversation < 50; conversation++) {
            assertEquals(
                    "a",
                    plan(
                                    conversation(conversation),
                                    healths,
                                    channel("a", 0, 1),
                                    channel("b", 0, 9))
                            .getFirst());
        }
    }

    @Test
    void slownessAloneMovesNobodyToALowerPriority() {
        var healths = healths(Map.of("a", List.of(answered(400)), "b", List.of(answered(9_000))));

        assertEquals(
                List.of("b", "a"),
                plan(conversation(1), healths, channel("a", 0, 1), channel("b", 1, 1)));
    }

    @Test
    void requestsOfNoConversationPreferWhoDoesWell() {
        var healths =
                healths(
                        Map.of(
                                "a",
                                List.of(answered(300)),
                                "b",
                                List.of(answered(300), FAILED, FAILED, FAILED)));
        int first = 0;
        for (int i = 0; i < 2_000; i++) {
            if (plan(asked("m"), healths, channel("a", 0, 1), channel("b", 0, 1))
                    .getFirst()
                    .equals("a")) {
                first++;
            }
        }
        assertEquals(0.56, first / 2_000.0, 0.04);
    }

    @Test
    void anOpenCircuitIsSkippedUntilItMayBeTriedAndThePlanSaysForHowLong() {
        var healths = healths(Map.of("a", List.of(FAILED, FAILED, FAILED)));
        Channel a = channel("a", 0, 1);

        Plan now = Router.plan(routes(a), asked("m"), healths, NOW, random);
        Plan later = Router.plan(routes(a), asked("m"), healths, NOW.plusSeconds(5), random);

        assertEquals(List.of(), now.choices());
        assertEquals(List.of(new Skip("a", "m", Why.CIRCUIT_OPEN)), now.skips());
        assertEquals(Duration.ofSeconds(5), now.pause());
        assertTrue(later.choices().getFirst().probe());
    }

    @Test
    void channelsWhoseKeysRestComeLastEvenBehindLowerPriorities() {
        var healths =
                healths(
                        Map.of(
                                "a",
                                List.of(
                                        new Observation.Rested(
                                                new RestTarget.Key("1"), NOW.plusSeconds(9), ""))));

        assertEquals(
                List.of("b", "a"),
                plan(asked("m"), healths, channel("a", 5, 1), channel("b", 0, 1)));
    }

    @Test
    void whatAnAskersRequestsProvokedClosesAChannelToThatAskerAlone() {
        var healths = healths(Map.of("a", Collections.nCopies(50, provoked("eve"))));
        Channel a = channel("a", 0, 1);

        Plan hers = planFor("eve", healths, a);
        assertEquals(List.of(new Skip("a", "m", Why.CIRCUIT_OPEN)), hers.skips());
        assertEquals(Duration.ofSeconds(5), hers.pause());

        Plan others = planFor("ann", healths, a);
        assertEquals(List.of("a"), order(others));
        assertFalse(others.choices().getFirst().probe());
        assertEquals(List.of(), others.skips());
        assertEquals(Duration.ZERO, others.pause());
    }

    /// Of 200 requests, conversations and others, with the same draws.
    @Test
    void oneAskersFailuresAndLongPromptsChangeNobodyElsesOrder() {
        Channel[] all = {channel("a", 0, 3), channel("b", 0, 2), channel("c", 0, 1)};
        List<Observation> innocent =
                List.of(
                        new Observation.Answered(9, 300, false, "ann"),
                        new Observation.Answered(9, 400, false, "bob"),
                        new Observation.Answered(9, 500, false, "cid"));
        var hostile = new ArrayList<Observation>(innocent);
        for (int i = 0; i < 50; i++) {
            hostile.add(provoked("eve"));
            hostile.add(new Observation.Answered(1, 60_000, false, "eve"));
            hostile.add(
                    new Observation.Rested(
                            new RestTarget.Model("m" + i), NOW.plusSeconds(60), "eve"));
        }
        hostile.add(new Observation.Rested(new RestTarget.Model("m"), NOW.plusSeconds(60), "eve"));
        hostile.add(new Observation.Rested(new RestTarget.Key("1"), NOW.plusSeconds(60), "eve"));
        HealthSnapshot without = healths(Map.of("a", innocent, "b", innocent));
        HealthSnapshot with = healths(Map.of("a", hostile, "b", innocent));

        for (long i = 0; i < 200; i++) {
            var conversation = i % 2 == 0 ? OptionalLong.of(i) : OptionalLong.empty();
            for (String asker : List.of("ann", "dan")) {
                RouteQuery query = by(asker, conversation);
                assertEquals(
                        Router.plan(routes(all), query, without, NOW, new SplittableRandom(i)),
                        Router.plan(routes(all), query, with, NOW, new SplittableRandom(i)));
            }
        }
        assertEquals("b", planFor("eve", with, all[0], all[1]).choices().getFirst().channel().id());
    }

    @Test
    void channelsWhoseModelRestsComeLastForThatModelAlone() {
        var rested = new Observation.Rested(new RestTarget.Model("n"), NOW.plusSeconds(9), "");
        var healths = healths(Map.of("a", List.of(rested)));
        Channel a = channel("a", Kind.OPENAI, true, Set.of("*"), Map.of("m", "n"));
        Channel b = channel("b", -1, 1);

        assertEquals(List.of("b", "a"), plan(asked("m"), healths, a, b));
        assertEquals(List.of("a", "b"), plan(asked("other"), healths, a, b));
    }

    @Test
    void theLastOfSeveralWaitsIsThatOfTheAsker() {
        var seen = new ArrayList<Observation>(Collections.nCopies(3, FAILED));
        Channel a = channel("a", 0, 1);
        var board = new MemoryChannelBoard(InstantSource.fixed(NOW));
        new HealthReports(board, InstantSource.fixed(NOW)).tell(board.healths(), "a", seen);
        Instant later = NOW.plusSeconds(5);
        var reports = new HealthReports(board, InstantSource.fixed(later));
        assertTrue(reports.mayProbe(board.healths(), "a", "eve"));
        reports.tell(
                board.healths(),
                "a",
                List.of(new Observation.Failed("upstream_status", 1, true, "eve", true)));

        Plan hers =
                Router.plan(
                        routes(a), by("eve", OptionalLong.empty()), board.healths(), later, random);
        assertEquals(Duration.ofSeconds(10), hers.pause());
        Plan others =
                Router.plan(
                        routes(a), by("ann", OptionalLong.empty()), board.healths(), later, random);
        assertTrue(others.choices().getFirst().probe());
    }
}
