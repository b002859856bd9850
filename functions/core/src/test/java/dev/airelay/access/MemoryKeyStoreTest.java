package dev.airelay.access;

final class MemoryKeyStoreTest implements KeyStoreContract {
    private final KeyStore store = new MemoryKeyStore();

    @Override
    public KeyStore store() {
        return store;
    }
}
