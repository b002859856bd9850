package dev.airelay.routing;

import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamKey;
import java.util.List;

/// A channel that may serve a request.
///
/// @param model that it is asked for, before the channel's own mapping: the asked one's target, or
///   a fallback
/// @param keys all keys of the channel in the order in which to use them
/// @param probe whether its circuit is open and this request may try it
public record Choice(Channel channel, String model, List<UpstreamKey> keys, boolean probe) {
    public Choice {
        keys = List.copyOf(keys);
    }
}
