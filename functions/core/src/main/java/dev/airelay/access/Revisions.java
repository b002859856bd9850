package dev.airelay.access;

/// Tells every gate, everywhere, that a record has a newer revision, so that decisions made from
/// older copies stop with the very next request. Safe for use by many threads; throws
/// [StoreException] when it could not be told.
public interface Revisions {
    /// A key or its limits changed; `revision` is the one now stored.
    void keyChanged(String userId, String keyId, long revision);

    /// A user or their limits changed; `revision` is the one now stored.
    void userChanged(String userId, long revision);

    /// Channels, or anything else that routing reads from a snapshot, changed.
    void routesChanged();
}
