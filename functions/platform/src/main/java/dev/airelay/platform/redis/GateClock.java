package dev.airelay.platform.redis;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The time by which the gate's scripts decide: the Redis server's own, so that all who ask agree,
/// unless a test has another.
///
/// @param instead of the server's
record GateClock(Optional<InstantSource> instead) {
    static final GateClock OF_SERVER = new GateClock(Optional.empty());

    /// As the scripts' argument: microseconds since 1970, or nothing.
    String micros() {
        return instead.map(clock -> micros(clock.instant())).orElse("");
    }

    /// For what need not agree with the server to the second.
    Instant instant() {
        return instead.orElse(InstantSource.system()).instant();
    }

    static String micros(Instant when) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, when));
    }
}
