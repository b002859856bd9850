package dev.airelay.platform.dynamodb;

import static dev.airelay.platform.dynamodb.NewerVersion.NEW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.access.Access;
import dev.airelay.access.KeyStoreContract;
import dev.airelay.access.OwnedKey;
import dev.airelay.access.OwnedKeyStore;
import dev.airelay.access.OwnedKeyStoreContract;
import dev.airelay.access.RelayKey;
import dev.airelay.failure.StaleRecordException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DynamoOwnedKeyStoreTest implements OwnedKeyStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final OwnedKeyStore store = new DynamoOwnedKeyStore(LocalDynamo::client, TABLES);
    private final DynamoKeyStore gate = new DynamoKeyStore(LocalDynamo::client, TABLES);

    @Override
    public OwnedKeyStore store() {
        return store;
    }

    @Override
    public Optional<RelayKey> byHash(String hash) {
        return gate.find(hash).map(Access::key);
    }

    @Override
    public void user(String id) {
        gate.save(KeyStoreContract.user(id));
    }

    @Test
    void aKeyThatNobodyOwnedYetIsFoundByItsOwner() {
        user("of-seeded");
        var key = gate.save(KeyStoreContract.key("seeded", "of-seeded"));
        var owned = store.find("of-seeded", "seeded").orElseThrow();
        assertEquals(key, owned.key());
        var after = store.rotate(owned, owned.rotated("hash-seeded-2", "abcd", LATER), NOW);
        assertEquals(Optional.of(after), store.find("of-seeded", "seeded"));
    }

    @Test
    void aListGoesOnBehindKeysThatNobodyCanRead() {
        user("of-odd");
        for (int i = 1; i <= 4; i++) {
            store.add(OwnedKeyStoreContract.key("odd-" + i, "of-odd"), Optional.empty());
        }
        for (int i = 2; i <= 4; i++) {
            NewerVersion.set(
                    TABLES.keys(), NewerVersion.key("hash", "hash-of-odd-" + i), "enabled", NEW);
        }
        var first = store.list("of-odd", "", 2);
        assertEquals(List.of(), first.keys());
        var second = store.list("of-odd", first.next().orElseThrow(), 2);
        assertEquals(List.of("odd-1"), second.keys().stream().map(OwnedKey::id).toList());
        assertEquals(Optional.empty(), second.next());
    }

    @Test
    void whatANewerVersionPutBesideAKeyMovesWithItsText() {
        user("of-moved");
        store.add(OwnedKeyStoreContract.key("moved", "of-moved"), Optional.empty());
        NewerVersion.set(TABLES.keys(), NewerVersion.key("hash", "hash-of-moved"), "region", NEW);
        var key = store.find("of-moved", "moved").orElseThrow();
        store.rotate(key, key.rotated("hash-moved-2", "abcd", LATER), NOW);
        assertEquals(
                NEW,
                NewerVersion.stored(
                        TABLES.keys(), NewerVersion.key("hash", "hash-moved-2"), "region"));
        assertThrows(StaleRecordException.class, () -> store.save(key));
    }
}
