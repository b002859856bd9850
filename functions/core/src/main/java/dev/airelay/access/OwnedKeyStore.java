package dev.airelay.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where the owners of keys keep them: the same keys as those of a [KeyStore], found by owner and
/// id. Reads are strongly consistent, but for [#list], in which a new key appears within a moment.
/// Every method throws [dev.airelay.failure.StoreException] when the store does not answer. Safe
/// for use by many threads.
public interface OwnedKeyStore {
    /// How many keys a page has at most.
    int MOST_LISTED = 100;

    /// Adds a key of revision 0, stored under revision 1.
    ///
    /// @param onceKey names the call, so that one that is made twice adds one key; remembered for a
    ///   day at least
    /// @return the id of the key that the call added, this time or before
    String add(OwnedKey key, Optional<String> onceKey);

    /// Empty when there is none, or it is somebody else's.
    Optional<OwnedKey> find(String userId, String id);

    /// A user's keys, the newest first.
    ///
    /// @param after the place where a page before ended; empty for the first page
    /// @param limit at most [#MOST_LISTED]
    Page list(String userId, String after, int limit);

    /// Changes a key, whose text stays.
    ///
    /// @throws dev.airelay.failure.StaleRecordException when another revision is stored
    OwnedKey save(OwnedKey key);

    /// Gives a key another text. The one before works until [OwnedKey.Previous#until]; one from
    /// before that stops at once.
    ///
    /// @param after has another hash than `before`, and names that as its previous one
    /// @throws dev.airelay.failure.StaleRecordException when another revision is stored
    OwnedKey rotate(OwnedKey before, OwnedKey after, Instant now);

    /// @param next the place where the next page begins; empty when none follows
    record Page(List<OwnedKey> keys, Optional<String> next) {
        public Page {
            keys = List.copyOf(keys);
        }
    }
}
