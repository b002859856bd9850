package dev.airelay.relaying;

import dev.airelay.access.Authenticator;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyStore;
import dev.airelay.attempt.Attempts;
import dev.airelay.attempt.Slots;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.health.ChannelBoard;
import dev.airelay.health.HealthReports;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Handler;
import dev.airelay.http.Pause;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.quota.Gate;
import dev.airelay.routing.RouteBook;
import dev.airelay.routing.RouteStores;
import dev.airelay.routing.Routes;
import dev.airelay.secret.Vault;
import dev.airelay.time.Alarms;
import dev.airelay.time.Ticker;
import dev.airelay.upstream.DecodingUpstreamClient;
import dev.airelay.upstream.UpstreamClient;
import dev.airelay.usage.UsageLog;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// Puts the walk together from its ports.
public final class RelayWiring {
    /// What is kept for good.
    public record Stores(KeyStore keys, RouteStores routes, UsageLog usage) {}

    /// What decides and protects.
    public record Guards(
            Gate gate,
            ChannelBoard board,
            KeyHasher hasher,
            Vault vault,
            UnpricedPolicy unpriced,
            AllowedOrigins origins,
            Assumptions assumed) {}

    /// What the world supplies.
    ///
    /// @param random a cryptographic source
    /// @param afterEnd runs what remains to be done once a client has its answer
    public record Surroundings(
            UpstreamClient upstreams,
            TokenCounter tokens,
            InstantSource clock,
            Ticker ticker,
            Alarms alarms,
            Pause pause,
            RandomGenerator random,
            Executor afterEnd) {}

    private final Authenticator authenticator;
    private final RouteBook routes;
    private final Handler door;

    public RelayWiring(Stores stores, Guards guards, Surroundings world) {
        authenticator = new Authenticator(stores.keys(), guards.hasher(), world.clock());
        routes = new RouteBook(stores.routes(), guards.unpriced());
        var dialects = new Dialects();
        var estimates =
                new Estimates(dialects, routes, guards.assumed(), world.tokens(), world.random());
        var admissions = new Admissions(authenticator, guards.gate());
        var reports = new ChannelReports(new HealthReports(guards.board(), world.clock()));
        var recorder = new UsageRecorder(stores.usage(), guards.gate(), reports, world.afterEnd());
        var tools =
                new Failover.Tools(
                        new Attempts(
                                guards.vault(),
                                new DecodingUpstreamClient(world.upstreams()),
                                world.alarms()),
                        new Repairs(world.clock()),
                        new Slots(guards.board()),
                        reports,
                        new Backoff(world.random()),
                        new Waiting(world.alarms(), world.pause()));
        var front =
                new FrontDoor(
                        dialects,
                        authenticator,
                        admissions,
                        estimates,
                        new Relay(new Planning(dialects, routes, estimates, world.random()), tools),
                        recorder,
                        new ModelList(admissions, recorder, routes),
                        new Arrivals(world.clock(), world.ticker(), world.random()));
        door = new CrossOrigin(guards.origins(), front);
    }

    public Handler handler() {
        return door;
    }

    /// Reads the routes in force under a version that the gate told, so that the next request finds
    /// them.
    ///
    /// @throws dev.airelay.failure.StoreException when the store does not answer
    public Routes routes(String version) {
        return routes.routes(version);
    }

    /// Forgets every record that was read, as before a snapshot of the process is taken.
    public void forget() {
        authenticator.forget();
        routes.forget();
    }
}
