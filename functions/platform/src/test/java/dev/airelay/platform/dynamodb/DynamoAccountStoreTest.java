package dev.airelay.platform.dynamodb;

import dev.airelay.account.AccountStore;
import dev.airelay.account.AccountStoreContract;
import dev.airelay.account.TallyStore;

final class DynamoAccountStoreTest implements AccountStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final DynamoAccountStore store = new DynamoAccountStore(LocalDynamo::client, TABLES);

    @Override
    public AccountStore store() {
        return store;
    }

    @Override
    public TallyStore tallies() {
        return store;
    }
}
