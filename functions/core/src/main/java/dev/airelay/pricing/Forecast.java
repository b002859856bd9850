package dev.airelay.pricing;

import dev.airelay.usage.Uses;

/// What a request is reckoned to use, before anyone has answered it.
///
/// @param inputTokens of the prompt
/// @param keptForAnHour whether the prompt may be written to the cache that lives an hour
/// @param outputTokens that may be written
/// @param uses as often as they may happen
/// @param serviceTier what part of the rates of tokens the tier costs that was asked for
public record Forecast(
        long inputTokens,
        boolean keptForAnHour,
        long outputTokens,
        Uses uses,
        Multiplier serviceTier) {
    /// Tokens alone, as usual.
    public static Forecast of(long inputTokens, long outputTokens) {
        return new Forecast(inputTokens, false, outputTokens, Uses.NONE, Multiplier.ONE);
    }

    public Forecast withOutput(long tokens) {
        return new Forecast(inputTokens, keptForAnHour, tokens, uses, serviceTier);
    }
}
