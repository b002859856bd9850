package dev.airelay.access;

import java.util.Optional;

final class FakeOwnedKeysTest implements OwnedKeyStoreContract {
    private final FakeOwnedKeys store = new FakeOwnedKeys();

    @Override
    public OwnedKeyStore store() {
        return store;
    }

    @Override
    public Optional<RelayKey> byHash(String hash) {
        return store.byHash(hash);
    }

    @Override
    public void user(String id) {}
}
