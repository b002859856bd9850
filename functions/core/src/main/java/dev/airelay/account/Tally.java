package dev.airelay.account;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;

/// What several requests used and cost together.
///
/// @param failures those of the requests that did not succeed
/// @param totalMillis the sum of their durations
public record Tally(long requests, long failures, Tokens tokens, Nanos cost, long totalMillis) {
    public static final Tally NONE = new Tally(0, 0, Tokens.NONE, Nanos.ZERO, 0);

    public Tally plus(Tally other) {
        return new Tally(
                requests + other.requests,
                failures + other.failures,
                tokens.plus(other.tokens),
                cost.plus(other.cost),
                totalMillis + other.totalMillis);
    }
}
