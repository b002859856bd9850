package dev.airelay.failure;

import java.time.Duration;
import java.util.Optional;

/// Why a request got no proper answer.
///
/// Each says which status a client sees, how metrics and records call it (few distinct names), and
/// whether another channel may be tried. Messages are meant for the client: they never name an
/// upstream account, a key or an internal.
public sealed interface Failure permits CallerFault, RelayFault, UpstreamFault {
    int status();

    String metric();

    String message();

    /// Whether the same request may succeed on another channel.
    default boolean mayTryNext() {
        return false;
    }

    /// How long the client should wait before it tries again; empty when there is nothing to say.
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
