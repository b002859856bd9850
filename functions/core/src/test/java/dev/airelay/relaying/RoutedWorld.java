package dev.airelay.relaying;

import dev.airelay.catalog.MemoryModelStore;
import dev.airelay.catalog.Model;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.MemoryPriceStore;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.Group;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.MemoryChannelStore;
import dev.airelay.upstream.MemoryGroupStore;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import dev.airelay.upstream.Target;
import dev.airelay.upstream.UpstreamKey;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What an administrator has written down in a test: channels, groups, models and prices. Every
/// change is in force with the next request.
public abstract class RoutedWorld {
    private final FakeVault vault = new FakeVault();
    private final FakeVault elsewhere = new FakeVault();
    private final List<String> secrets = new ArrayList<>();
    private final MemoryChannelStore channels = new MemoryChannelStore();
    private final MemoryGroupStore groups = new MemoryGroupStore();
    private final MemoryModelStore models = new MemoryModelStore();
    private final MemoryPriceStore prices = new MemoryPriceStore();

    /// Announces a change.
    abstract void routesChanged();

    /// Opens the keys of all channels but the locked ones.
    FakeVault vault() {
        return vault;
    }

    /// The keys of all channels.
    List<String> secrets() {
        return secrets;
    }

    ChannelStore channels() {
        return channels;
    }

    /// @param seen how the relay sees the channels
    RouteStores routes(ChannelStore seen) {
        return new RouteStores(seen, groups, models, prices);
    }

    /// A channel of the highest priority that serves every model; its host is `<id>.test`.
    public void channel(String id, Kind kind) {
        channel(id, kind, 0, Map.of());
    }

    public void channel(String id, Kind kind, int priority, Map<String, String> mapping) {
        channel(id, id, kind, Set.of("*"), priority, mapping);
    }

    public void channel(
            String id,
            String name,
            Kind kind,
            Set<String> models,
            int priority,
            Map<String, String> mapping) {
        save(id, name, kind, models, priority, mapping, vault);
    }

    /// A channel made from the usual one, with so many keys called `1`, `2`, …
    public void channel(String id, Kind kind, int keys, UnaryOperator<Channel> change) {
        var sealed = new ArrayList<UpstreamKey>();
        for (int i = 1; i <= keys; i++) {
            sealed.add(new UpstreamKey(Integer.toString(i), seal(id + "-" + i, id, vault)));
        }
        Channel usual =
                Channel.of(
                        id,
                        kind,
                        URI.create("https://" + id + ".test"),
                        sealed.getFirst().sealed());
        var target = usual.target();
        channels.save(
                change.apply(
                        usual.withTarget(
                                new Target(
                                        target.kind(),
                                        target.provider(),
                                        target.baseUrl(),
                                        sealed))));
        routesChanged();
    }

    /// A group with these channels, the first tried first.
    public void group(String slug, String... members) {
        var priorities = new HashMap<String, Integer>();
        for (String member : members) {
            priorities.put(member, -priorities.size());
        }
        groups.save(new Group(slug, slug, priorities, 0));
        routesChanged();
    }

    /// What a name stands for.
    public void model(String name, String target, String... fallbacks) {
        models.save(new Model(name, target, List.of(fallbacks), 0));
        routesChanged();
    }

    private Sealed seal(String name, String channelId, FakeVault sealer) {
        String secret = "sk-upstream-of-" + name + "-0123456789";
        secrets.add(secret);
        return sealer.seal(new Secret(secret), Channel.identity(channelId));
    }

    /// A channel whose key this deployment cannot open.
    public void lockedChannel(String id, Kind kind, int priority) {
        save(id, id, kind, Set.of("*"), priority, Map.of(), elsewhere);
    }

    private void save(
            String id,
            String name,
            Kind kind,
            Set<String> models,
            int priority,
            Map<String, String> mapping,
            FakeVault sealer) {
        channels.save(
                Channel.of(
                                id,
                                kind,
                                URI.create(
                                        "https://"
                                                + id
                                                + ".test"
                                                + (kind == Kind.OPENAI ? "/v1" : "")),
                                seal(id, id, sealer))
                        .withName(name)
                        .withServed(new ServedModels(models, mapping))
                        .withRank(new Rank(priority, 1))
                        .withPolicy(ChannelPolicy.USUAL.withMaxRetry(0)));
        routesChanged();
    }

    public void disableChannels() {
        for (Channel channel : channels.all()) {
            channels.save(channel.withStatus(ChannelStatus.DISABLED));
        }
        routesChanged();
    }

    /// A group of every channel that there is, and what its keys pay of the list price.
    void groupOfAll(String slug, String multiplier) {
        prices.setMultiplier(slug, Multiplier.of(multiplier));
        var members = channels.all().stream().collect(Collectors.toMap(Channel::id, _ -> 0));
        groups.save(new Group(slug, slug, members, 0));
        routesChanged();
    }

    /// What a million tokens cost with a provider, from the beginning of time.
    public void price(String provider, String model, String input, String output) {
        price(provider, model, Instant.EPOCH, Nanos.ofDollars(input), Nanos.ofDollars(output));
    }

    /// A price that is not in force before this moment.
    void priceFrom(String provider, String model, Instant when) {
        price(provider, model, when, Nanos.ofDollars("1"), Nanos.ofDollars("2"));
    }

    private void price(String provider, String model, Instant when, Nanos in, Nanos out) {
        price(
                Price.ofTokens(
                        provider,
                        model,
                        when,
                        List.of(new Tier(0, new Rates(in, in, in, in, out))),
                        ""));
    }

    void price(Price price) {
        prices.add(List.of(price));
        routesChanged();
    }
}
