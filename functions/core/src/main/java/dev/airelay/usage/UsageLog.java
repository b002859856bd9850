package dev.airelay.usage;

/// Where usage records are kept. Safe for use by many threads.
public interface UsageLog {
    /// Writes the record unless one with its request id exists. One that says `ABANDONED` gives way
    /// to one that knows more: how the request ended, or at least what it cost.
    ///
    /// @return whether this call wrote it
    /// @throws dev.airelay.failure.StoreException when the store does not answer; the same record
    ///   may be written again
    boolean write(UsageRecord usage);
}
