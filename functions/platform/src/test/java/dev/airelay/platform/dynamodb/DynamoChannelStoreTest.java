package dev.airelay.platform.dynamodb;

import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.ChannelStoreContract;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

final class DynamoChannelStoreTest implements ChannelStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final ChannelStore store = new DynamoChannelStore(LocalDynamo::client, TABLES);

    @BeforeEach
    void empty() {
        var dynamo = LocalDynamo.client();
        for (var row : dynamo.scan(ask -> ask.tableName(TABLES.channels())).items()) {
            var id = row.get("id");
            dynamo.deleteItem(ask -> ask.tableName(TABLES.channels()).key(Map.of("id", id)));
        }
    }

    @Override
    public ChannelStore store() {
        return store;
    }
}
