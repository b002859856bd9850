package dev.airelay.pricing;

/// What requests are reckoned with where neither they nor the price of their model say anything.
///
/// @param outputTokens the most that one answer may have
/// @param contextTokens the most that a prompt may have of which a part is kept elsewhere
/// @param uses how often a tool of the upstream's may run
/// @param tokensPerSecond how fast an answer is written
public record Assumptions(long outputTokens, long contextTokens, long uses, long tokensPerSecond) {
    public static final Assumptions USUAL = new Assumptions(32_768, 200_000, 10, 50);

    /// @throws IllegalArgumentException when one is not positive
    public Assumptions {
        if (Math.min(Math.min(outputTokens, contextTokens), Math.min(uses, tokensPerSecond)) <= 0) {
            throw new IllegalArgumentException("an assumption is a positive number");
        }
    }

    /// With the gaps of a model's capacity filled.
    Capacity complete(Capacity known) {
        return new Capacity(
                known.contextTokens() > 0 ? known.contextTokens() : contextTokens,
                known.maxOutputTokens() > 0 ? known.maxOutputTokens() : outputTokens,
                known.tokensPerSecond() > 0 ? known.tokensPerSecond() : tokensPerSecond,
                known.reasons());
    }
}
