package dev.airelay.platform.dynamodb;

import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.ChannelStoreContract;
import org.junit.jupiter.api.BeforeEach;

final class DynamoChannelStoreTest implements ChannelStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final ChannelStore store = new DynamoChannelStore(LocalDynamo::client, TABLES);

    @BeforeEach
    void empty() {
        LocalDynamo.empty(TABLES.channels(), "id");
    }

    @Override
    public ChannelStore store() {
        return store;
    }
}
