package dev.airelay.usage;

/// One try at one channel.
///
/// @param failure the failure's metric name; `none` when it succeeded
/// @param millis from the start of the try to its first byte or its failure
public record Attempt(String channelId, String failure, long millis) {}
