package dev.airelay.routing;

import static dev.airelay.routing.Channels.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.catalog.Model;
import dev.airelay.health.HealthReports;
import dev.airelay.health.Healths;
import dev.airelay.health.MemoryChannelBoard;
import dev.airelay.health.Observation;
import dev.airelay.health.Resting;
import dev.airelay.pricing.PriceBook;
import dev.airelay.pricing.Tariffs;
import dev.airelay.pricing.Unpriced;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Group;
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
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static final int DRAWS = 20_000;
    private static final Observation FAILED =
            new Observation.Failed("upstream_reset", 1, false, "", false);
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Tariffs FREE =
            new Tariffs(new PriceBook(List.of()), Map.of(), Unpriced.FREE);

    private final RandomGenerator random = new SplittableRandom(5);

    private List<String> plan(String model, Channel... channels) {
        return order(Router.plan(routes(channels), asked(model), Healths.UNKNOWN, NOW, random));
    }

    private static RouteQuery asked(String model) {
        return new RouteQuery("ann", Kind.OPENAI, model, "", _ -> true, OptionalLong.empty());
    }

    private static Routes routes(Channel... channels) {
        return new Routes(List.of(channels), List.of(), List.of(), FREE);
    }

    private static List<String> order(Plan plan) {
        return plan.choices().stream().map(choice -> choice.channel().id()).toList();
    }

    /// How often each order was drawn, in parts of a hundred.
    private Map<String, Long> shares(Channel... channels) {
        var counts = new TreeMap<String, Long>();
        for (int i = 0; i < DRAWS; i++) {
            counts.merge(String.join("", plan("m", channels)), 1L, Long::sum);
        }
        counts.replaceAll((_, count) -> Math.round(count * 100.0 / DRAWS));
        return counts;
    }

    @Test
    void takesOnlyEnabledChannelsOfTheKindThatServeTheModel() {
        Channel named = channel("named", Kind.OPENAI, true, Set.of("m"), Map.of());
        Channel mapped = channel("mapped", Kind.OPENAI, true, Set.of("x"), Map.of("m", "n"));
        Channel every = channel("every", Kind.OPENAI, true, Set.of("*"), Map.of());
        Channel other = channel("other", Kind.OPENAI, true, Set.of("n"), Map.of("o", "m"));
        Channel off = channel("off", Kind.OPENAI, false, Set.of("m"), Map.of());
        Channel kind = channel("kind", Kind.ANTHROPIC, true, Set.of("*"), Map.of());

        var plan = plan("m", named, mapped, every, other, off, kind);

        assertEquals(Set.of("named", "mapped", "every"), Set.copyOf(plan));
        assertEquals(3, plan.size());
    }

    @Test
    void triesHigherPrioritiesFirstWhateverTheWeights() {
        assertEquals(
                Map.of("abc", 100L),
                shares(channel("c", -5, 1_000), channel("a", 9, 1), channel("b", 0, 1_000)));
    }

    @Test
    void drawsEqualsByTheirWeightWithoutReplacement() {
        var shares = shares(channel("a", 0, 6), channel("b", 0, 3), channel("c", 0, 1));

        // 6/10 × 3/4, 6/10 × 1/4, 3/10 × 6/7, 3/10 × 1/7, 1/10 × 6/9, 1/10 × 3/9
        var expected = Map.of("abc", 45, "acb", 15, "bac", 26, "bca", 4, "cab", 7, "cba", 3);
        expected.forEach((order, share) ->
                assertEquals(share, shares.getOrDefault(order, 0L), 1.5, order + " in " + shares));
    }

    @Test
    void drawsFairlyAmongTheLargestWeights() {
        var shares = shares(channel("a", 0, Integer.MAX_VALUE), channel("b", 0, Integer.MAX_VALUE));

        assertEquals(50, shares.getOrDefault("ab", 0L), 1.5, shares.toString());
    }

    @Test
    void knowsDisabledChannelsButNotThoseOfOtherKinds() {
        Routes off = routes(channel("off", Kind.OPENAI, false, Set.of("m"), Map.of()));

        Plan plan = Router.plan(off, asked("m"), Healths.UNKNOWN, NOW, random);
        assertTrue(plan.known());
        assertEquals(List.of(new Skip("off", "m", Why.DISABLED)), plan.skips());
        assertFalse(Router.plan(off, asked("n"), Healths.UNKNOWN, NOW, random).known());
        assertFalse(
                Router.plan(
                                off,
                                new RouteQuery(
                                        "ann",
                                        Kind.ANTHROPIC,
                                        "m",
                                        "",
                                        _ -> true,
                                        OptionalLong.empty()),
                                Healths.UNKNOWN,
                                NOW,
                                random)
                        .known());
    }

    private static RouteQuery conversation(long number) {
        return new RouteQuery("ann", Kind.OPENAI, "m", "", _ -> true, OptionalLong.of(number));
    }

    private List<String> plan(RouteQuery asked, Healths healths, Channel... channels) {
        return order(Router.plan(routes(channels), asked, healths, NOW, random));
    }

    private static Healths healths(Map<String, List<Observation>> seen) {
        var board = new MemoryChannelBoard(InstantSource.fixed(NOW));
        seen.forEach((channel, observations) ->
                new HealthReports(board, InstantSource.fixed(NOW))
                        .tell(board.healths(), channel, observations));
        return board.healths();
    }

    private static Observation answered(double millis) {
        return new Observation.Answered(10, millis, false, "");
    }

    @Test
    void aConversationGoesToTheSameChannelEachTimeAndConversationsSpreadByWeight() {
        var counts = new TreeMap<String, Integer>();
        for (long conversation = 0; conversation < 10_000; conversation++) {
            Channel a = channel("a", 0, 3);
            Channel b = channel("b", 0, 1);
            var plan = plan(conversation(conversation * 31), Healths.UNKNOWN, a, b);
            assertEquals(plan, plan(conversation(conversation * 31), Healths.UNKNOWN, b, a));
            counts.merge(plan.getFirst(), 1, Integer::sum);
        }
        assertEquals(7_500, counts.getOrDefault("a", 0), 250);
    }

    @Test
    void aNewChannelTakesOnlyTheConversationsThatItWins() {
        for (long conversation = 0; conversation < 500; conversation++) {
            var before =
                    plan(
                            conversation(conversation),
                            Healths.UNKNOWN,
                            channel("a", 0, 1),
                            channel("b", 0, 1));
            var after =
                    plan(
                            conversation(conversation),
                            Healths.UNKNOWN,
                            channel("a", 0, 1),
                            channel("b", 0, 1),
                            channel("c", 0, 1));
            assertEquals(before, after.stream().filter(id -> !id.equals("c")).toList());
        }
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
                                                new Resting.Key("1"), NOW.plusSeconds(9), ""))));

        assertEquals(
                List.of("b", "a"),
                plan(asked("m"), healths, channel("a", 5, 1), channel("b", 0, 1)));
    }

    @Test
    void fallbacksFollowInTheirOrderEachWithItsModel() {
        Channel big = channel("big", Kind.OPENAI, true, Set.of("big"), Map.of());
        Channel small = channel("small", Kind.OPENAI, true, Set.of("small", "tiny"), Map.of());
        var routes =
                new Routes(
                        List.of(small, big),
                        List.of(),
                        List.of(new Model("smart", "big", List.of("small", "big", "tiny"), 1)),
                        FREE);

        Plan plan = Router.plan(routes, asked("smart"), Healths.UNKNOWN, NOW, random);

        assertEquals(
                List.of("big big", "small small", "small tiny"),
                plan.choices().stream()
                        .map(choice -> choice.channel().id() + " " + choice.model())
                        .toList());
        assertEquals(Set.of("big", "small", "tiny", "smart"), routes.menu("", Instant.EPOCH));
    }

    @Test
    void aGroupHasItsMembersOnlyWithItsOwnPriorities() {
        var routes =
                new Routes(
                        List.of(channel("a", 9, 1), channel("b", 0, 1), channel("c", 5, 1)),
                        List.of(new Group("vip", "VIP", Map.of("a", 0, "b", 1, "gone", 7), 1)),
                        List.of(),
                        FREE);
        var asked = new RouteQuery("ann", Kind.OPENAI, "m", "vip", _ -> true, OptionalLong.empty());

        assertEquals(
                List.of("b", "a"), order(Router.plan(routes, asked, Healths.UNKNOWN, NOW, random)));
    }

    private static RouteQuery by(String asker, OptionalLong conversation) {
        return new RouteQuery(asker, Kind.OPENAI, "m", "", _ -> true, conversation);
    }

    private static Observation provoked(String asker) {
        return new Observation.Failed("upstream_status", 1, false, asker, true);
    }

    private Plan planFor(String asker, Healths healths, Channel... channels) {
        return Router.plan(routes(channels), by(asker, OptionalLong.empty()), healths, NOW, random);
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
                    new Observation.Rested(new Resting.Model("m" + i), NOW.plusSeconds(60), "eve"));
        }
        hostile.add(new Observation.Rested(new Resting.Model("m"), NOW.plusSeconds(60), "eve"));
        hostile.add(new Observation.Rested(new Resting.Key("1"), NOW.plusSeconds(60), "eve"));
        Healths without = healths(Map.of("a", innocent, "b", innocent));
        Healths with = healths(Map.of("a", hostile, "b", innocent));

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
        var rested = new Observation.Rested(new Resting.Model("n"), NOW.plusSeconds(9), "");
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
