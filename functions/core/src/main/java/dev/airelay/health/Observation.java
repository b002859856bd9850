package dev.airelay.health;

import java.time.Instant;

/// What one request saw of one channel.
public sealed interface Observation {
    /// It answered, as one of several that are told together.
    ///
    /// @param times how often, 1 or more
    /// @param firstTokenMillis until the first content, on average; below zero when nobody measured
    ///   it, as with answers in one piece
    /// @param probe whether it was let through to try an open circuit
    record Answered(int times, double firstTokenMillis, boolean probe) implements Observation {}

    /// It failed.
    ///
    /// @param reason the failure's metric name
    /// @param weight how much that says against the channel, 0 to 1
    /// @param probe as for [Answered]
    record Failed(String reason, double weight, boolean probe) implements Observation {}

    /// One of its keys was turned away.
    ///
    /// @param until when it should rather not be used
    record KeyCooled(String keyId, Instant until) implements Observation {}

    /// Somebody has probed it by order of its [dev.airelay.upstream.HealthCheck].
    record Checked() implements Observation {}
}
