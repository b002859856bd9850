package dev.airelay.catalog;

final class MemoryModelStoreTest implements ModelStoreContract {
    private final MemoryModelStore store = new MemoryModelStore();

    @Override
    public ModelStore store() {
        return store;
    }
}
