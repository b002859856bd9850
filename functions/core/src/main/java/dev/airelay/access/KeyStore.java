package dev.airelay.access;

import java.util.Optional;

/// Where users and their keys are kept for good. Safe for use by many threads.
///
/// Reads are strongly consistent: what a finished write wrote is what the next read returns. Writes
/// are conditional on the record's revision, store `revision + 1` and return the record as stored;
/// a lost race throws [StaleRecordException]. Every method throws [StoreException] when the store
/// does not answer.
public interface KeyStore {
    /// The key with this hash and its owner; empty when either is unknown.
    Optional<Access> find(String hash);

    /// Creates (revision 0) or changes a user.
    User save(User user);

    /// Creates (revision 0) or changes a key.
    RelayKey save(RelayKey key);
}
