package dev.airelay.limit;

/// What a limit counts.
public enum Measure {
    REQUESTS_PER_MINUTE,
    TOKENS_PER_MINUTE,
    CONCURRENCY
}
