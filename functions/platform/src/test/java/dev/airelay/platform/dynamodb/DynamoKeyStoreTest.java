package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.access.KeyStore;
import dev.airelay.access.KeyStoreContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoKeyStoreTest implements KeyStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final KeyStore store = new DynamoKeyStore(LocalDynamo::client, TABLES);

    @Override
    public KeyStore store() {
        return store;
    }

    @Test
    void theKeysOfOneUserCanBeListedByTheIndex() {
        store.save(KeyStoreContract.key("listed-1", "lister"));
        store.save(KeyStoreContract.key("listed-2", "lister"));

        var listed =
                LocalDynamo.client()
                        .query(ask ->
                                ask.tableName(TABLES.keys())
                                        .indexName("by_user")
                                        .keyConditionExpression("user_id = :user")
                                        .expressionAttributeValues(
                                                Map.of(":user", AttributeValue.fromS("lister"))))
                        .items();

        assertEquals(2, listed.size());
    }
}
