package dev.airelay.account;

final class MemorySubscriptionStoreTest implements SubscriptionStoreContract {
    private final MemorySubscriptionStore store = new MemorySubscriptionStore();

    @Override
    public SubscriptionStore store() {
        return store;
    }
}
