package dev.airelay.proxy;

import dev.airelay.routing.Routes;
import dev.airelay.routing.Routes.Member;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamKey;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Opens and reads after a restore, one thing beside the other, what the first request would
/// otherwise open and read one after the other: connections, the hash secret, the routes, the keys
/// of upstreams and the addresses of their names.
///
/// What does not answer in time is left to the first request that needs it.
final class RestoreWarmUp {
    /// Far below the 10 s that Lambda gives a restore: the first caller waits for it.
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Each costs a call of KMS, in every environment; so only those of channels that are tried
    /// first.
    private static final int MOST_KEYS = 32;

    private final ProxyState state;
    private final ProxyWiring wiring;
    private final Duration patience;

    RestoreWarmUp(ProxyState state, ProxyWiring wiring, Duration patience) {
        this.state = state;
        this.wiring = wiring;
        this.patience = patience;
    }

    void run() {
        try (var preparations = new ParallelPreparations(patience)) {
            var routes = preparations.begin("the routes", this::routes);
            preparations.begin("the hash secret", state::readHashSecret);
            preparations.await(routes).ifPresent(known -> prepare(known, preparations));
        }
    }

    private Routes routes() {
        return wiring.routes(state.news().routesVersion());
    }

    private void prepare(Routes routes, ParallelPreparations preparations) {
        List<Channel> channels =
                routes.members("").stream()
                        .map(Member::channel)
                        .filter(Channel::enabled)
                        .sorted(
                                Comparator.comparingInt((Channel one) -> one.rank().priority())
                                        .reversed())
                        .toList();
        int keys = 0;
        for (Channel channel : channels) {
            for (UpstreamKey key : channel.target().keys()) {
                if (keys++ < MOST_KEYS) {
                    preparations.begin(
                            "a key of channel " + channel.id(), () -> open(channel, key));
                }
            }
        }
        channels.stream()
                .map(Channel::baseUrl)
                .distinct()
                .limit(MOST_KEYS)
                .forEach(upstream -> lookUp(upstream, preparations));
    }

    private Secret open(Channel channel, UpstreamKey key) {
        return state.guards().vault().open(key.sealed(), Channel.identity(channel.id()));
    }

    private void lookUp(URI upstream, ParallelPreparations preparations) {
        preparations.begin(
                "the address of " + upstream.getHost(),
                () -> {
                    wiring.lookUp(upstream);
                    return true;
                });
    }
}
