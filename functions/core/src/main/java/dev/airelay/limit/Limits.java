package dev.airelay.limit;

/// What one key, or one user over all keys, may do at most. Zero means no limit.
///
/// @param requestsPerMinute counted by GCRA: a full minute's worth may come at once, then they
///   return evenly
/// @param tokensPerMinute likewise; the estimate is taken at admission and corrected at
///   reconciliation
/// @param concurrency requests in flight at the same time
public record Limits(
        long requestsPerMinute, long tokensPerMinute, long concurrency, Budget budget) {
    public static final Limits NONE = new Limits(0, 0, 0);

    public Limits {
        if (requestsPerMinute < 0 || tokensPerMinute < 0 || concurrency < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
    }

    /// Without a limit on money.
    public Limits(long requestsPerMinute, long tokensPerMinute, long concurrency) {
        this(requestsPerMinute, tokensPerMinute, concurrency, Budget.NONE);
    }

    public Limits with(Budget other) {
        return new Limits(requestsPerMinute, tokensPerMinute, concurrency, other);
    }
}
