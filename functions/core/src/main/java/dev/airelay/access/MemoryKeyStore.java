package dev.airelay.access;

import dev.airelay.memory.MemoryRecords;
import java.util.Optional;

/// Keys and users in this process only; gone when it ends. For trying the relay without a database.
///
/// As in every [KeyStore], a key is found and written by its hash; a key with another text is
/// another key.
public final class MemoryKeyStore implements KeyStore {
    private final MemoryRecords<RelayKey> keys =
            new MemoryRecords<>(RelayKey::hash, RelayKey::revision, RelayKey::withRevision);
    private final MemoryRecords<User> users =
            new MemoryRecords<>(User::id, User::revision, User::withRevision);

    @Override
    public Optional<Access> find(String hash) {
        return keys.find(hash)
                .flatMap(key -> users.find(key.userId()).map(user -> new Access(key, user)));
    }

    @Override
    public User save(User user) {
        return users.save(user);
    }

    @Override
    public RelayKey save(RelayKey key) {
        return keys.save(key);
    }
}
