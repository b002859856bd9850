package dev.airelay.relaying;

import dev.airelay.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// How long to wait before a request is sent to the same channel again: longer each time, never
/// twice the same for two requests that failed together, and not before the upstream said.
final class Backoff {
    private static final long FIRST_MILLIS = 200;

    /// Longer is waited only when there is nobody else to ask.
    private static final Duration SHORT = Duration.ofSeconds(1);

    /// Longer is not waited at all: the client decides.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param tries made on this channel so far, 1 or more
    /// @param alone whether no other channel is left
    /// @return empty when waiting is not worth it
    Optional<Duration> before(int tries, Failure failure, boolean alone) {
        long most = FIRST_MILLIS << Math.min(tries - 1, 6);
        var jittered = Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        Duration wait = asked.compareTo(jittered) > 0 ? asked : jittered;
        return Optional.of(wait).filter(w -> w.compareTo(alone ? LONGEST : SHORT) <= 0);
    }
}
