package dev.airelay.pricing;

/// Rates that hold for requests with long prompts, for the whole request.
///
/// @param aboveInputTokens holds when the prompt (cached tokens included) has more than these; zero
///   for the first tier, which always holds
public record Tier(long aboveInputTokens, Rates rates) {}
