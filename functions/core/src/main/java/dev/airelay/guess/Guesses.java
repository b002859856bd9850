package dev.airelay.guess;

import java.time.Duration;
import java.util.Optional;

/// Counts tries of codes and passwords, by user and by network, so that nobody can search for one.
/// Safe for use by many threads.
///
/// A try is counted before its outcome is known, and given back when the code was right: tries at
/// the same moment are never more than allowed. Both methods throw
/// [dev.airelay.failure.StoreException] when the counters do not answer; then nobody may try.
public interface Guesses {
    /// Takes a try, unless the user or the network has none left.
    ///
    /// @return empty when it was taken; else how long until one may be left, above zero
    Optional<Duration> take(Guesser who);

    /// Gives a try back that was right.
    void giveBack(Guesser who);

    /// How many wrong tries there may be.
    ///
    /// @param perUser in one window, 1 or more
    /// @param perNetwork likewise
    /// @param window begins with the first try
    record Limits(int perUser, int perNetwork, Duration window) {
        /// Ten by a user and thirty from a network, in an hour.
        public static final Limits USUAL = new Limits(10, 30, Duration.ofHours(1));
    }
}
