package dev.airelay.platform.dynamodb;

import dev.airelay.catalog.ModelStore;
import dev.airelay.catalog.ModelStoreContract;
import org.junit.jupiter.api.BeforeEach;

final class DynamoModelStoreTest implements ModelStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final ModelStore store = new DynamoModelStore(LocalDynamo::client, TABLES);

    @BeforeEach
    void empty() {
        LocalDynamo.empty(TABLES.models(), "name");
    }

    @Override
    public ModelStore store() {
        return store;
    }
}
