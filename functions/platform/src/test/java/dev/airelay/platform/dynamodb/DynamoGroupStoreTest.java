package dev.airelay.platform.dynamodb;

import dev.airelay.upstream.GroupStore;
import dev.airelay.upstream.GroupStoreContract;
import org.junit.jupiter.api.BeforeEach;

final class DynamoGroupStoreTest implements GroupStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final GroupStore store = new DynamoGroupStore(LocalDynamo::client, TABLES);

    @BeforeEach
    void empty() {
        LocalDynamo.empty(TABLES.groups(), "slug");
    }

    @Override
    public GroupStore store() {
        return store;
    }
}
