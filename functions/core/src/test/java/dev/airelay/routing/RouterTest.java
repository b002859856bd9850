package dev.airelay.routing;

import static dev.airelay.routing.Channels.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.catalog.Model;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Group;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouterTest extends RouterFixture {
    private static final int DRAWS = 20_000;

    private List<String> plan(String model, Channel... channels) {
        return order(
                Router.plan(routes(channels), asked(model), HealthSnapshot.UNKNOWN, NOW, random));
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

        Plan plan = Router.plan(off, asked("m"), HealthSnapshot.UNKNOWN, NOW, random);
        assertTrue(plan.known());
        assertEquals(List.of(new Skip("off", "m", Why.DISABLED)), plan.skips());
        assertFalse(Router.plan(off, asked("n"), HealthSnapshot.UNKNOWN, NOW, random).known());
        assertFalse(
                Router.plan(
                                off,
                                new RouteQuery(
                                        "ann",
                                        Set.of(Kind.ANTHROPIC),
                                        "m",
                                        "",
                                        _ -> true,
                                        OptionalLong.empty()),
                                HealthSnapshot.UNKNOWN,
                                NOW,
                                random)
                        .known());
    }

    @Test
    void aConversationGoesToTheSameChannelEachTimeAndConversationsSpreadByWeight() {
        var counts = new TreeMap<String, Integer>();
        for (long conversation = 0; conversation < 10_000; conversation++) {
            Channel a = channel("a", 0, 3);
            Channel b = channel("b", 0, 1);
            var plan = plan(conversation(conversation * 31), HealthSnapshot.UNKNOWN, a, b);
            assertEquals(plan, plan(conversation(conversation * 31), HealthSnapshot.UNKNOWN, b, a));
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
                            HealthSnapshot.UNKNOWN,
                            channel("a", 0, 1),
                            channel("b", 0, 1));
            var after =
                    plan(
                            conversation(conversation),
                            HealthSnapshot.UNKNOWN,
                            channel("a", 0, 1),
                            channel("b", 0, 1),
                            channel("c", 0, 1));
            assertEquals(before, after.stream().filter(id -> !id.equals("c")).toList());
        }
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

        Plan plan = Router.plan(routes, asked("smart"), HealthSnapshot.UNKNOWN, NOW, random);

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
        var asked =
                new RouteQuery(
                        "ann", Set.of(Kind.OPENAI), "m", "vip", _ -> true, OptionalLong.empty());

        assertEquals(
                List.of("b", "a"),
                order(Router.plan(routes, asked, HealthSnapshot.UNKNOWN, NOW, random)));
    }
}
