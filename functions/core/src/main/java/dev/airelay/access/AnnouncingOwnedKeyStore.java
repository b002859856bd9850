package dev.airelay.access;

import java.time.Instant;
import java.util.Optional;

/// A store of owned keys whose changes are in force everywhere when the call returns, as
/// [AnnouncingKeyStore].
public final class AnnouncingOwnedKeyStore implements OwnedKeyStore {
    private final OwnedKeyStore store;
    private final Revisions revisions;

    public AnnouncingOwnedKeyStore(OwnedKeyStore store, Revisions revisions) {
        this.store = store;
        this.revisions = revisions;
    }

    /// Nobody has an older copy of something new.
    @Override
    public String add(OwnedKey key, Optional<String> onceKey) {
        return store.add(key, onceKey);
    }

    @Override
    public Optional<OwnedKey> find(String userId, String id) {
        return store.find(userId, id);
    }

    @Override
    public Page list(String userId, String after, int limit) {
        return store.list(userId, after, limit);
    }

    @Override
    public OwnedKey save(OwnedKey key) {
        return announced(store.save(key));
    }

    @Override
    public OwnedKey rotate(OwnedKey before, OwnedKey after, Instant now) {
        return announced(store.rotate(before, after, now));
    }

    private OwnedKey announced(OwnedKey saved) {
        revisions.keyChanged(saved.key().userId(), saved.id(), saved.revision());
        return saved;
    }
}
