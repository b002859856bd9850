package dev.airelay.giftcard;

import dev.airelay.account.AccountStore;
import dev.airelay.account.MemoryAccountStore;

final class FakeGiftCardStoreTest implements GiftCardStoreContract {
    private final AccountStore accounts = new MemoryAccountStore();
    private final GiftCardStore store = new FakeGiftCardStore(accounts);

    @Override
    public GiftCardStore store() {
        return store;
    }

    @Override
    public AccountStore accounts() {
        return accounts;
    }
}
