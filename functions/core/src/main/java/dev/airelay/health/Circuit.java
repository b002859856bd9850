package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;

/// Whether a channel is used. While it is open nobody uses the channel, but for one try each
/// cool-down, which closes it again or makes the next cool-down longer. Immutable.
///
/// @param retryAt when the next try may be made; the epoch while it is closed
/// @param trips how often a try has failed since it opened
record Circuit(Instant retryAt, int trips) {
    static final Circuit CLOSED = new Circuit(Instant.EPOCH, 0);

    private static final Duration FIRST_COOL_DOWN = Duration.ofSeconds(5);
    private static final Duration LONGEST_COOL_DOWN = Duration.ofSeconds(20);

    static Circuit opened(Instant now, int trips) {
        return new Circuit(now.plus(coolDown(trips)), trips);
    }

    boolean open() {
        return !retryAt.equals(Instant.EPOCH);
    }

    /// After a try began, so that nobody else makes one until the next cool-down ends.
    Circuit claimed(Instant now) {
        return opened(now, trips);
    }

    /// After a try failed.
    Circuit tripped(Instant now) {
        return opened(now, trips + 1);
    }

    Duration coolDown() {
        return coolDown(trips);
    }

    private static Duration coolDown(int trips) {
        Duration longer = FIRST_COOL_DOWN.multipliedBy(1L << Math.min(trips, 10));
        return longer.compareTo(LONGEST_COOL_DOWN) < 0 ? longer : LONGEST_COOL_DOWN;
    }
}
