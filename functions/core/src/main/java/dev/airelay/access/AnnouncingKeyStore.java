package dev.airelay.access;

import java.util.Optional;

/// A key store whose changes are in force everywhere when the call returns: it writes, then
/// announces the revision.
///
/// When the announcement fails the record is changed all the same and the call throws; callers may
/// repeat it. Until then the age limit of cached records is what stops an old copy.
public final class AnnouncingKeyStore implements KeyStore {
    private final KeyStore store;
    private final Revisions revisions;

    public AnnouncingKeyStore(KeyStore store, Revisions revisions) {
        this.store = store;
        this.revisions = revisions;
    }

    @Override
    public Optional<Access> find(String hash) {
        return store.find(hash);
    }

    @Override
    public User save(User user) {
        User saved = store.save(user);
        revisions.userChanged(saved.id(), saved.revision());
        return saved;
    }

    @Override
    public RelayKey save(RelayKey key) {
        RelayKey saved = store.save(key);
        revisions.keyChanged(saved.userId(), saved.id(), saved.revision());
        return saved;
    }
}
