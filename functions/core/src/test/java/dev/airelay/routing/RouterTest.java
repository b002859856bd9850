package dev.airelay.routing;

import static dev.airelay.routing.Channels.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Healths;
import dev.airelay.pricing.PriceBook;
import dev.airelay.pricing.Tariffs;
import dev.airelay.pricing.Unpriced;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Instant;
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
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Tariffs FREE =
            new Tariffs(new PriceBook(List.of()), Map.of(), Unpriced.FREE);

    private final RandomGenerator random = new SplittableRandom(5);

    private List<String> plan(String model, Channel... channels) {
        return order(Router.plan(routes(channels), asked(model), Healths.UNKNOWN, NOW, random));
    }

    private static Asked asked(String model) {
        return new Asked(Kind.OPENAI, model, "", _ -> true, OptionalLong.empty());
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
                                new Asked(Kind.ANTHROPIC, "m", "", _ -> true, OptionalLong.empty()),
                                Healths.UNKNOWN,
                                NOW,
                                random)
                        .known());
    }
}
