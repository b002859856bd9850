package dev.airelay.relaying;

import dev.airelay.access.Authenticator;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyStore;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.Handler;
import dev.airelay.pricing.PriceStore;
import dev.airelay.pricing.Unpriced;
import dev.airelay.quota.Gate;
import dev.airelay.routing.RouteBook;
import dev.airelay.secret.Vault;
import dev.airelay.time.Ticker;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.UpstreamClient;
import dev.airelay.usage.UsageLog;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// Puts the walk together from its ports.
public final class RelayWiring {
    /// What is kept for good.
    public record Stores(KeyStore keys, ChannelStore channels, PriceStore prices, UsageLog usage) {}

    /// What decides and protects.
    public record Guards(Gate gate, KeyHasher hasher, Vault vault, Unpriced unpriced) {}

    /// What the world supplies.
    ///
    /// @param random a cryptographic source
    /// @param afterEnd runs what remains to be done once a client has its answer
    public record Surroundings(
            UpstreamClient upstreams,
            TokenCounter tokens,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            Executor afterEnd) {}

    private final Authenticator authenticator;
    private final RouteBook routes;
    private final FrontDoor door;

    public RelayWiring(Stores stores, Guards guards, Surroundings world) {
        authenticator = new Authenticator(stores.keys(), guards.hasher(), world.clock());
        routes = new RouteBook(stores.channels(), stores.prices(), guards.unpriced());
        var admissions = new Admissions(authenticator, guards.gate());
        var settling = new Settling(stores.usage(), guards.gate(), world.afterEnd());
        door =
                new FrontDoor(
                        new Dialects(),
                        authenticator,
                        admissions,
                        world.tokens(),
                        routes,
                        new Relay(routes, guards.vault(), world.upstreams(), world.random()),
                        settling,
                        new ModelMenu(admissions, settling, routes),
                        new Arrivals(world.clock(), world.ticker(), world.random()));
    }

    public Handler handler() {
        return door;
    }

    /// Forgets every record that was read, as before a snapshot of the process is taken.
    public void forget() {
        authenticator.forget();
        routes.forget();
    }
}
