package dev.airelay.usage;

/// A channel that might have served a request and was not asked.
///
/// @param model the one that was looked for
public record Skip(String channelId, String model, Why why) {
    /// Why not.
    public enum Why {
        /// Somebody switched it off.
        DISABLED,
        /// It failed for too long and was taken out.
        SUSPENDED,
        /// Its circuit is open.
        CIRCUIT_OPEN,
        /// Its circuit is open, and another request tries it just now.
        ON_TRIAL,
        /// It has as many requests as it may have.
        FULL,
        /// Nobody has said what the model costs there.
        NOT_PRICED,
        /// The key may not ask for this fallback.
        NOT_ALLOWED
    }
}
