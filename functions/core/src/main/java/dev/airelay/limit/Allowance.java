package dev.airelay.limit;

import java.time.Duration;

/// The state of one limit after a decision, as the `x-ratelimit-*` answer headers tell it.
///
/// @param limit zero when there is none; the other two then mean nothing
/// @param remaining what could still be taken at once, never negative
/// @param reset how long until the full limit is available again
public record Allowance(long limit, long remaining, Duration reset) {
    public static final Allowance UNLIMITED = new Allowance(0, 0, Duration.ZERO);

    public boolean limited() {
        return limit > 0;
    }
}
