package dev.airelay.platform.dynamodb;

import dev.airelay.pricing.PriceStore;
import dev.airelay.pricing.PriceStoreContract;

final class DynamoPriceStoreTest implements PriceStoreContract {
    private final PriceStore store =
            new DynamoPriceStore(LocalDynamo::client, LocalDynamo.freshTables());

    @Override
    public PriceStore store() {
        return store;
    }
}
