package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A row that many change at the same time, each by replacing the version that it decided on. Who
/// was slower decides again on the row that was in the way; after some attempts, on what it finds
/// after a short pause.
///
/// @param table names the row in failures
/// @param read reads the row as it is now
/// @param put writes the next version and returns what is in its way
record ContendedRow<R>(String table, Supplier<R> read, Function<R, Optional<R>> put) {
    private static final int AT_ONCE = 3;
    private static final int MOST_ATTEMPTS = 60;
    private static final JitteredBackoff BACKOFF =
            new JitteredBackoff(Duration.ofMillis(1), Duration.ofMillis(60));

    /// What became of a row.
    ///
    /// @param next to be written; empty when nothing changed
    record Step<R, T>(T result, Optional<R> next) {}

    <T> T change(Function<R, Step<R, T>> step) {
        return change(read.get(), step);
    }

    /// @param seen the row as it was read already
    /// @throws StoreException also when others were faster all the time
    <T> T change(R seen, Function<R, Step<R, T>> step) {
        R before = seen;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Step<R, T> done = step.apply(before);
            Optional<R> inTheWay = done.next().flatMap(put);
            if (inTheWay.isEmpty()) {
                return done.result();
            }
            before = attempt <= AT_ONCE ? inTheWay.get() : later(attempt);
        }
        throw new StoreException(
                "others change a row of " + table + " all the time",
                new IllegalStateException(MOST_ATTEMPTS + " attempts"));
    }

    /// Read after the pause, since what is known from before it is out of date by then.
    private R later(int attempt) {
        BACKOFF.pause(attempt - AT_ONCE);
        return read.get();
    }
}
