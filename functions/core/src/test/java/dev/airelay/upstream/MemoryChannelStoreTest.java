package dev.airelay.upstream;

final class MemoryChannelStoreTest implements ChannelStoreContract {
    private final ChannelStore store = new MemoryChannelStore();

    @Override
    public ChannelStore store() {
        return store;
    }
}
