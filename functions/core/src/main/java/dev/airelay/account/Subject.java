package dev.airelay.account;

/// Whose requests are counted together.
///
/// @param id of the user, key or channel; name of the model or group
public record Subject(Dimension dimension, String id) {
    /// By what requests are told apart.
    public enum Dimension {
        USER,
        KEY,
        /// As it was asked for.
        MODEL,
        CHANNEL,
        GROUP
    }
}
