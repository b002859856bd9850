package dev.airelay.access;

import dev.airelay.failure.StaleRecordException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Keys and users in this process only; gone when it ends. For trying the relay without a database.
///
/// As in every [KeyStore], a key is found and written by its hash; a key with another text is
/// another key.
public final class MemoryKeyStore implements KeyStore {
    private final Map<String, RelayKey> keysByHash = new HashMap<>();
    private final Map<String, User> usersById = new HashMap<>();

    @Override
    public synchronized Optional<Access> find(String hash) {
        RelayKey key = keysByHash.get(hash);
        User user = key == null ? null : usersById.get(key.userId());
        return key == null || user == null ? Optional.empty() : Optional.of(new Access(key, user));
    }

    @Override
    public synchronized User save(User user) {
        User stored = usersById.get(user.id());
        if (user.revision() != (stored == null ? 0 : stored.revision())) {
            throw new StaleRecordException("user " + user.id());
        }
        User saved = user.withRevision(user.revision() + 1);
        usersById.put(saved.id(), saved);
        return saved;
    }

    @Override
    public synchronized RelayKey save(RelayKey key) {
        RelayKey stored = keysByHash.get(key.hash());
        if (key.revision() != (stored == null ? 0 : stored.revision())) {
            throw new StaleRecordException("key " + key.id());
        }
        RelayKey saved = key.withRevision(key.revision() + 1);
        keysByHash.put(saved.hash(), saved);
        return saved;
    }
}
