package dev.airelay.platform.dynamodb;

import dev.airelay.account.SubscriptionStore;
import dev.airelay.account.SubscriptionStoreContract;

final class DynamoSubscriptionStoreTest implements SubscriptionStoreContract {
    private final SubscriptionStore store =
            new DynamoSubscriptionStore(LocalDynamo::client, LocalDynamo.freshTables());

    @Override
    public SubscriptionStore store() {
        return store;
    }
}
