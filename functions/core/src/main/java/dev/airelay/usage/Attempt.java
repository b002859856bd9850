package dev.airelay.usage;

/// One try at one channel.
///
/// @param keyId which of the channel's keys was used
/// @param model as the upstream was asked for it
/// @param failure the failure's metric name; `none` when it succeeded, `outrun` when another try
///   that ran beside it was faster
/// @param startMillis from the request's arrival to the start of the try
/// @param millis from the start of the try to its first content or its failure
/// @param detail what the upstream itself said about its failure, for those who run the relay: cut
///   short and without the channel's keys; empty when it said nothing
public record Attempt(
        String channelId,
        String keyId,
        String model,
        String failure,
        long startMillis,
        long millis,
        String detail) {
    /// Without the upstream's words, which belong into no log.
    @Override
    public String toString() {
        return "Attempt[channelId=%s, keyId=%s, model=%s, failure=%s, startMillis=%d, millis=%d]"
                .formatted(channelId, keyId, model, failure, startMillis, millis);
    }
}
