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

    /// The one of the two that runs out first: with less remaining or, when equal, with the longer
    /// reset. No limit is never the tighter one.
    public Allowance tighter(Allowance other) {
        if (!limited() || !other.limited()) {
            return limited() ? this : other;
        }
        if (remaining != other.remaining) {
            return remaining < other.remaining ? this : other;
        }
        return reset.compareTo(other.reset) >= 0 ? this : other;
    }
}
