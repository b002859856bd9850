package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses of random length, the longest possible of which doubles with each attempt, so that those
/// who met on a row do not meet again.
///
/// @param first half of the most that the first pause takes
/// @param longest the most that any pause takes
record JitteredBackoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 10;

    /// @param attempt that failed, counted from one
    /// @throws StoreException when the thread is interrupted
    void pause(int attempt) {
        long most =
                Math.min(longest.toNanos(), first.toNanos() << Math.min(attempt, MOST_DOUBLINGS));
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(most) + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for rows", e);
        }
    }
}
