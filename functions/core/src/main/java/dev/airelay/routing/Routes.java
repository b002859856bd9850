package dev.airelay.routing;

import dev.airelay.pricing.Tariffs;
import dev.airelay.upstream.Channel;
import java.util.List;

/// Where requests can go and what they cost there, as it was at one moment. Immutable.
public record Routes(List<Channel> channels, Tariffs tariffs) {
    public Routes {
        channels = List.copyOf(channels);
    }
}
