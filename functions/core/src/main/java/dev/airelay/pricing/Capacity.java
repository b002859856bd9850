package dev.airelay.pricing;

/// What a model can take in and write, as far as that decides what a request may cost. Zero where
/// nobody knows.
///
/// @param contextTokens the most that prompt and answer may have together
/// @param maxOutputTokens the most that one answer may have, reasoning included
/// @param tokensPerSecond as fast as it usually writes
/// @param reasons whether it may think where the client cannot see it
public record Capacity(
        long contextTokens, long maxOutputTokens, long tokensPerSecond, boolean reasons) {
    /// Nothing is known.
    public static final Capacity UNKNOWN = new Capacity(0, 0, 0, false);

    /// @throws IllegalArgumentException when a number is below zero
    public Capacity {
        if (contextTokens < 0 || maxOutputTokens < 0 || tokensPerSecond < 0) {
            throw new IllegalArgumentException("a capacity must not be negative");
        }
    }
}
