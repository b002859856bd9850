package dev.airelay.upstream;

final class MemoryGroupStoreTest implements GroupStoreContract {
    private final MemoryGroupStore store = new MemoryGroupStore();

    @Override
    public GroupStore store() {
        return store;
    }
}
