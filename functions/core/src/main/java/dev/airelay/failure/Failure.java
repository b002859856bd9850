package dev.airelay.failure;

import java.time.Duration;
import java.util.Optional;

/// Why a request got no proper answer.
///
/// Each says which status a client sees, how metrics and records call it (few distinct names), and
/// whether it may be tried again. Messages are meant for the client: they never name an upstream
/// account, a key or an internal.
public sealed interface Failure permits CallerFault, RelayFault, UpstreamFault {
    int status();

    String metric();

    String message();

    /// Where the same request may succeed.
    enum Again {
        NOWHERE,
        /// On another channel, or with another key of the same one.
        ELSEWHERE,
        /// On the same channel too, a little later.
        HERE
    }

    /// Where the same request may succeed.
    default Again again() {
        return Again.NOWHERE;
    }

    /// How long the client should wait before it tries again; empty when there is nothing to say.
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
