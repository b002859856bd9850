package dev.airelay.platform.dynamodb;

import dev.airelay.account.AccountStore;
import dev.airelay.account.AccountStoreContract;

final class DynamoAccountStoreTest implements AccountStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final AccountStore store = new DynamoAccountStore(LocalDynamo::client, TABLES);

    @Override
    public AccountStore store() {
        return store;
    }
}
