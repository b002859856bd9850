package dev.airelay.platform.dynamodb;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a newer version writes into rows.
final class NewerVersion {
    /// Of a kind and form that this version does not know.
    static final AttributeValue NEW = AttributeValue.fromS("of-a-newer-version");

    private NewerVersion() {}

    static Map<String, AttributeValue> key(String name, String value) {
        return Map.of(name, AttributeValue.fromS(value));
    }

    static void set(
            String table, Map<String, AttributeValue> key, String name, AttributeValue value) {
        LocalDynamo.client()
                .updateItem(ask ->
                        ask.tableName(table)
                                .key(key)
                                .updateExpression("SET #name = :value")
                                .expressionAttributeNames(Map.of("#name", name))
                                .expressionAttributeValues(Map.of(":value", value)));
    }

    static AttributeValue stored(String table, Map<String, AttributeValue> key, String name) {
        var row = LocalDynamo.client().getItem(ask -> ask.tableName(table).key(key)).item();
        return Objects.requireNonNull(row.get(name), name);
    }
}
