package dev.airelay.routing;

import dev.airelay.secret.Sealed;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// Channels as routing sees them.
final class Channels {
    private Channels() {}

    static Channel channel(String id, int priority, int weight) {
        return channel(id, Kind.OPENAI, true, Set.of("*"), Map.of(), priority, weight);
    }

    static Channel channel(
            String id, Kind kind, boolean enabled, Set<String> models, Map<String, String> map) {
        return channel(id, kind, enabled, models, map, 0, 1);
    }

    private static Channel channel(
            String id,
            Kind kind,
            boolean enabled,
            Set<String> models,
            Map<String, String> mapping,
            int priority,
            int weight) {
        return Channel.of(id, kind, URI.create("https://" + id + ".test"), new Sealed("s", ""))
                .withServed(new ServedModels(models, mapping))
                .withRank(new Rank(priority, weight))
                .withStatus(enabled ? ChannelStatus.ENABLED : ChannelStatus.DISABLED)
                .withRevision(1);
    }
}
