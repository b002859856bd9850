package dev.airelay.upstream;

import java.net.URI;
import java.util.List;

/// Whom a channel calls.
///
/// @param provider whose prices hold for it; see [Kind#provider()]
/// @param baseUrl scheme, host and optional path prefix, without the dialect's own path:
///   `https://api.openai.com/v1`, `https://api.anthropic.com`
/// @param keys one or more, of equal standing
public record Target(Kind kind, String provider, URI baseUrl, List<UpstreamKey> keys) {
    public Target {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a channel needs a key");
        }
    }
}
