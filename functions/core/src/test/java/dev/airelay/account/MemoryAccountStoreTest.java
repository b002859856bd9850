package dev.airelay.account;

final class MemoryAccountStoreTest implements AccountStoreContract {
    private final MemoryAccountStore store = new MemoryAccountStore();

    @Override
    public AccountStore store() {
        return store;
    }

    @Override
    public TallyStore tallies() {
        return store;
    }
}
