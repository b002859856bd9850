package dev.airelay.usage;

/// What a request used, in one form for all dialects: the five counts do not overlap, so their sum
/// is the whole.
///
/// @param input prompt tokens that were neither read from nor written to a cache
/// @param cacheRead prompt tokens read from the upstream's cache
/// @param cacheWrite5m prompt tokens written to a cache that lives five minutes
/// @param cacheWrite1h prompt tokens written to a cache that lives an hour
/// @param output all generated tokens, reasoning included
/// @param reasoning the part of `output` that was reasoning; not added again in [#total()]
public record Tokens(
        long input,
        long cacheRead,
        long cacheWrite5m,
        long cacheWrite1h,
        long output,
        long reasoning) {
    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, 0);

    public Tokens plus(Tokens other) {
        return new Tokens(
                input + other.input,
                cacheRead + other.cacheRead,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                output + other.output,
                reasoning + other.reasoning);
    }

    /// The same prompt with another answer, of which no more was reasoning than there is.
    public Tokens withOutput(long tokens) {
        return new Tokens(
                input, cacheRead, cacheWrite5m, cacheWrite1h, tokens, Math.min(reasoning, tokens));
    }

    public long total() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h + output;
    }
}
