package dev.airelay.health;

import java.time.Instant;

/// What one request saw of one channel.
///
/// The asker is whoever pays for the request, by the id of the user; it is empty when the relay
/// asked for itself. What an asker's own requests may have provoked counts against the channel for
/// that asker; for the others it counts as far as others saw the like.
public sealed interface Observation {
    /// It answered, as one of several that are told together.
    ///
    /// @param times how often, 1 or more
    /// @param firstTokenMillis until the first content, on average; below zero when nobody measured
    ///   it, as with answers in one piece
    /// @param probe whether it was let through to try an open circuit
    record Answered(int times, double firstTokenMillis, boolean probe, String asker)
            implements Observation {}

    /// It failed.
    ///
    /// @param reason the failure's metric name
    /// @param weight how much that says against the channel, 0 to 1
    /// @param probe as for [Answered]
    /// @param provokable whether a request can make it happen: true of all but what happens before
    ///   the upstream has read any of it. It means nothing when the relay asked for itself
    record Failed(String reason, double weight, boolean probe, String asker, boolean provokable)
            implements Observation {
        /// Whether it counts in full for everybody.
        boolean inFull() {
            return !provokable || asker.isEmpty();
        }
    }

    /// A request that was let through to try an open circuit was refused for what it said. Its
    /// upstream is alive, and nothing more is known: the asker's own circuit closes, the one of all
    /// others stays and may be tried again.
    record Refused(String asker) implements Observation {}

    /// Something of it should rather not be used for a while.
    ///
    /// @param asker who met with that; empty when no request can have provoked it, so that it holds
    ///   for everybody
    record Rested(RestTarget what, Instant until, String asker) implements Observation {}

    /// Somebody has probed it by order of its [dev.airelay.upstream.HealthCheck].
    record Checked() implements Observation {}
}
