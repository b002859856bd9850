package dev.airelay.proxy;

import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.Handler;
import dev.airelay.platform.backbone.Reopenable;
import dev.airelay.platform.http.AddressGuard;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.http.HttpUpstreamClient;
import dev.airelay.platform.time.ThreadAlarms;
import dev.airelay.platform.time.ThreadPause;
import dev.airelay.relaying.RelayWiring;
import dev.airelay.relaying.RelayWiring.Guards;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.relaying.RelayWiring.Surroundings;
import dev.airelay.routing.Routes;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The relay over its state, with the way out to the upstreams.
public final class ProxyWiring implements AutoCloseable {
    private final Reopenable<HttpUpstreamClient> upstreams;
    private final Reopenable<ThreadAlarms> alarms = new Reopenable<>(ThreadAlarms::new);
    private final RelayWiring relay;

    /// @param stores those of a [ProxyState], or others in their place
    /// @param guards likewise
    /// @param tokens may be shared with others, for its vocabularies
    /// @param afterEnd runs what remains to be done once a client has its answer
    public ProxyWiring(
            Stores stores,
            Guards guards,
            AddressPolicy addresses,
            TokenCounter tokens,
            RandomGenerator random,
            Executor afterEnd) {
        this(
                stores,
                guards,
                () -> new HttpUpstreamClient(new AddressGuard(addresses), InstantSource.system()),
                tokens,
                random,
                afterEnd);
    }

    /// @param client opens the way out to the upstreams
    ProxyWiring(
            Stores stores,
            Guards guards,
            Supplier<HttpUpstreamClient> client,
            TokenCounter tokens,
            RandomGenerator random,
            Executor afterEnd) {
        upstreams = new Reopenable<>(client);
        relay =
                new RelayWiring(
                        stores,
                        guards,
                        new Surroundings(
                                (call, timeouts, cancellation) ->
                                        upstreams.get().call(call, timeouts, cancellation),
                                tokens,
                                InstantSource.system(),
                                System::nanoTime,
                                (wait, ring) -> alarms.get().after(wait, ring),
                                new ThreadPause(),
                                random,
                                afterEnd));
    }

    public Handler handler() {
        return relay.handler();
    }

    /// Loads what the first call to an upstream needs.
    void prime() {
        upstreams.get().prime();
    }

    /// Reads the routes that are in force under this version.
    ///
    /// @throws dev.airelay.failure.StoreException when the store does not answer
    Routes routes(String version) {
        return relay.routes(version);
    }

    /// Resolves the name of an upstream.
    void lookUp(URI upstream) throws UnknownHostException {
        upstreams.get().lookUp(upstream);
    }

    /// Closes every connection and forgets every record; the next request opens and reads anew.
    @Override
    public void close() {
        relay.forget();
        upstreams.close();
        alarms.close();
    }
}
