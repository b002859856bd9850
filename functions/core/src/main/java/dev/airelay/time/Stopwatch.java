package dev.airelay.time;

import java.time.Duration;
import java.time.Instant;

/// The time since a moment, however the date is set meanwhile.
///
/// @param startedNanos the ticker's reading at that moment
public record Stopwatch(Instant startedAt, long startedNanos, Ticker ticker) {
    /// The date, by what has passed since the start.
    public Instant now() {
        return startedAt.plusNanos(ticker.nanos() - startedNanos);
    }

    public long elapsedMillis() {
        return Duration.ofNanos(ticker.nanos() - startedNanos).toMillis();
    }
}
