package dev.airelay.local;

import dev.airelay.money.Nanos;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The demo upstream as channels.
///
/// It plays every model, so that any client can be pointed at a fresh relay; beside a real channel
/// of the same kind it plays only its own, so that nobody takes its words for a vendor's.
final class Demo {
    private static final String CHAT_MODEL = "demo-large";
    private static final Set<String> CHAT_MODELS = Set.of(CHAT_MODEL, "demo-small");
    private static final String PROVIDER = "demo";
    private static final String EMBEDDING_MODEL = "demo-embedding";

    private Demo() {}

    static Seed.Wanted channel(Kind kind, int port, List<UpstreamFlag> vendors) {
        boolean alone = vendors.stream().noneMatch(vendor -> vendor.kind() == kind);
        Set<String> own = ownModels(kind);
        Set<String> models = alone ? union(own, "*") : own;
        String base = "http://127.0.0.1:" + port + kind.basePath();
        return wanted("demo-" + kind.name().toLowerCase(Locale.ROOT), kind, base, models);
    }

    private static Set<String> ownModels(Kind kind) {
        return switch (kind) {
            case OPENAI -> union(CHAT_MODELS, EMBEDDING_MODEL);
            case ANTHROPIC -> CHAT_MODELS;
        };
    }

    /// What its words cost, so that charges can be seen: a dollar for a million tokens read, two
    /// for a million written.
    static Price price() {
        var one = Nanos.ofDollars("1");
        var rates = new Rates(one, Nanos.ofDollars("0.1"), one, one, Nanos.ofDollars("2"));
        return Price.ofTokens(PROVIDER, "*", Instant.EPOCH, List.of(new Tier(0, rates)), "");
    }

    /// A model for the examples: one that the first channel of the kind names, or any name when it
    /// takes all.
    static String modelOf(Kind kind, List<Seed.Wanted> upstreams) {
        return upstreams.stream()
                .filter(one -> one.upstream().kind() == kind)
                .flatMap(one -> one.upstream().models().stream())
                .filter(model -> !model.equals("*") && !model.equals(EMBEDDING_MODEL))
                .min(Comparator.naturalOrder())
                .orElse(CHAT_MODEL);
    }

    private static Seed.Wanted wanted(String name, Kind kind, String url, Set<String> models) {
        return new Seed.Wanted(
                name,
                PROVIDER,
                new UpstreamFlag(kind, URI.create(url), new Secret("demo-key"), models),
                -1);
    }

    private static Set<String> union(Set<String> some, String one) {
        var all = new HashSet<>(some);
        all.add(one);
        return all;
    }
}
