package dev.airelay.access;

import dev.airelay.failure.StaleRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys of owners in memory, and how the gate finds them.
public final class FakeOwnedKeys implements OwnedKeyStore {
    private final Map<String, OwnedKey> byId = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();

    /// The key with this text, as [KeyStore#find] finds it.
    public synchronized Optional<RelayKey> byHash(String hash) {
        return byId.values().stream()
                .flatMap(one ->
                        one.key().hash().equals(hash)
                                ? Optional.of(one.key()).stream()
                                : one
                                        .previous()
                                        .filter(before -> before.hash().equals(hash))
                                        .map(before ->
                                                one.key().asKnownBefore(hash, before.until()))
                                        .stream())
                .findAny();
    }

    @Override
    public synchronized String add(OwnedKey key, Optional<String> onceKey) {
        var before = onceKey.map(calls::get);
        if (before.isPresent()) {
            return before.get();
        }
        onceKey.ifPresent(call -> calls.put(call, key.id()));
        byId.put(key.id(), key.withRevision(1));
        return key.id();
    }

    @Override
    public synchronized Optional<OwnedKey> find(String userId, String id) {
        return Optional.ofNullable(byId.get(id)).filter(one -> one.key().userId().equals(userId));
    }

    @Override
    public synchronized Page list(String userId, String after, int limit) {
        List<OwnedKey> all = new ArrayList<>();
        byId.values().stream()
                .filter(one -> one.key().userId().equals(userId))
                .filter(one -> after.isEmpty() || one.id().compareTo(after) < 0)
                .sorted(Comparator.comparing(OwnedKey::id).reversed())
                .forEach(all::add);
        var page = all.subList(0, Math.min(limit, all.size()));
        return new Page(
                page, all.size() > limit ? Optional.of(page.getLast().id()) : Optional.empty());
    }

    @Override
    public synchronized OwnedKey save(OwnedKey key) {
        var stored = byId.get(key.id());
        if (stored == null || stored.revision() != key.revision()) {
            throw new StaleRecordException("a record has another revision");
        }
        byId.put(key.id(), key.withRevision(key.revision() + 1));
        return key.withRevision(key.revision() + 1);
    }

    @Override
    public OwnedKey rotate(OwnedKey before, OwnedKey after, Instant now) {
        return save(after);
    }
}
