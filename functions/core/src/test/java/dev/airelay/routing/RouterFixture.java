package dev.airelay.routing;

import dev.airelay.health.HealthSnapshot;
import dev.airelay.pricing.PriceBook;
import dev.airelay.pricing.Tariffs;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Plans of a router whose draws are the same in each run.
abstract class RouterFixture {
    static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    static final Tariffs FREE =
            new Tariffs(new PriceBook(List.of()), Map.of(), UnpricedPolicy.FREE);

    final RandomGenerator random = new SplittableRandom(5);

    static RouteQuery asked(String model) {
        return new RouteQuery(
                "ann", Set.of(Kind.OPENAI), model, "", _ -> true, OptionalLong.empty());
    }

    static Routes routes(Channel... channels) {
        return new Routes(List.of(channels), List.of(), List.of(), FREE);
    }

    static List<String> order(Plan plan) {
        return plan.choices().stream().map(choice -> choice.channel().id()).toList();
    }

    static RouteQuery conversation(long number) {
        return new RouteQuery(
                "ann", Set.of(Kind.OPENAI), "m", "", _ -> true, OptionalLong.of(number));
    }

    List<String> plan(RouteQuery asked, HealthSnapshot healths, Channel... channels) {
        return order(Router.plan(routes(channels), asked, healths, NOW, random));
    }
}
