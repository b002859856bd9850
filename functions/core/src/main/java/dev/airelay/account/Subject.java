package dev.airelay.account;

/// Whose requests are counted together.
///
/// @param id of the user, key or channel; name of the model or group
/// @param userId whose key it is; empty for what is no key
public record Subject(Dimension dimension, String id, String userId) {
    /// @throws IllegalArgumentException when it is a key of nobody, or something else of somebody
    public Subject {
        if (userId.isEmpty() == (dimension == Dimension.KEY)) {
            throw new IllegalArgumentException(dimension + " of the user " + userId);
        }
    }

    /// What is no key.
    public Subject(Dimension dimension, String id) {
        this(dimension, id, "");
    }

    public static Subject key(String userId, String keyId) {
        return new Subject(Dimension.KEY, keyId, userId);
    }

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
