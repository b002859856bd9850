package dev.airelay.local.stream;

import java.time.Duration;

/// How often somebody looks for records: five times a second for the ten seconds in which some may
/// come, and seldom otherwise, since each look costs the engine and its caller some milliseconds of
/// a processor. Not for several threads.
final class PollInterval {
    static final Duration OFTEN = Duration.ofMillis(200);
    static final Duration SELDOM = Duration.ofSeconds(10);

    private static final int LOOKS = 50;

    private int left = LOOKS;

    /// From now on some may come.
    void expect() {
        left = LOOKS;
    }

    /// How long to wait after a look.
    ///
    /// @param some whether it found any, which is when more may wait already
    Duration after(boolean some) {
        if (some) {
            expect();
            return Duration.ZERO;
        }
        if (left == 0) {
            return SELDOM;
        }
        left--;
        return OFTEN;
    }
}
