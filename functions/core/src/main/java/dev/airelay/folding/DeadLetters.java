package dev.airelay.folding;

/// Where records go that can never be booked as they are, so that they block no others and somebody
/// can look at them. Safe for use by many threads.
@FunctionalInterface
public interface DeadLetters {
    /// Keeps one; the same id again changes nothing.
    ///
    /// @param id of the record
    /// @param content the record, as far as it could be read
    /// @param reason for people
    /// @throws dev.airelay.failure.StoreException when it could not be kept
    void bury(String id, String content, String reason);
}
