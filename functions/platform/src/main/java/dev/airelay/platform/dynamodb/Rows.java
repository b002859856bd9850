package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StaleRecordException;
import dev.airelay.failure.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// One table with a partition key only. Reads are strongly consistent.
///
/// Every method throws [StoreException] when DynamoDB does not answer or answers that it cannot;
/// what that says names the table, never a row.
///
/// The client asks again when an answer is lost, and may then meet what it has written itself: a
/// refusal after more than one attempt, with exactly that in the way, counts as done. So does one
/// where somebody else wrote the very same in between, which nobody could tell apart.
///
/// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
record Rows(Supplier<DynamoDbClient> dynamo, String table, String key) {
    Optional<Item> get(String id) {
        try {
            var answer =
                    dynamo.get()
                            .getItem(ask ->
                                    ask.tableName(table)
                                            .key(Map.of(key, AttributeValue.fromS(id)))
                                            .consistentRead(true));
            return answer.hasItem() ? Optional.of(new Item(answer.item())) : Optional.empty();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    List<Item> all() {
        try {
            return dynamo
                    .get()
                    .scanPaginator(ask -> ask.tableName(table).consistentRead(true))
                    .items()
                    .stream()
                    .map(Item::new)
                    .toList();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// Stores the row in place of the version before its own; version one, where there is none. Of
    /// what it had before nothing is left that `row` does not have.
    ///
    /// The answer to a refused write carries the row that was in the way
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html, read
    /// 2026-11-21), which may be this very row when the client asked again after it lost the
    /// answer.
    ///
    /// @return empty when it was stored, else what is there; without values when nothing is
    Optional<Item> putVersion(Item row) {
        long version = row.number("version");
        try {
            dynamo.get()
                    .putItem(ask -> {
                        ask.tableName(table)
                                .item(row.values())
                                .returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD);
                        if (version == 1) {
                            ask.conditionExpression("attribute_not_exists(#key)")
                                    .expressionAttributeNames(Map.of("#key", key));
                        } else {
                            ask.conditionExpression("version = :before")
                                    .expressionAttributeValues(
                                            Item.empty().number(":before", version - 1).values());
                        }
                    });
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(new Item(e.item()));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// Stores the row unless there is one with its key.
    ///
    /// @return whether it was stored by this call
    boolean putIfAbsent(Item row) {
        try {
            dynamo.get()
                    .putItem(ask ->
                            ask.tableName(table)
                                    .item(row.values())
                                    .conditionExpression("attribute_not_exists(#key)")
                                    .expressionAttributeNames(Map.of("#key", key))
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return wasDone(e, row, List.of());
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// Changes the row that has the same key as this one; makes it, where there is none.
    ///
    /// @return whether it met the condition
    boolean change(Item row, Change change) {
        var id = AttributeValue.fromS(row.text(key));
        try {
            dynamo.get()
                    .updateItem(ask -> {
                        ask.tableName(table)
                                .key(Map.of(key, id))
                                .updateExpression(change.update())
                                .expressionAttributeNames(change.names())
                                .expressionAttributeValues(change.values());
                        if (!change.condition().isEmpty()) {
                            ask.conditionExpression(change.condition())
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD);
                        }
                    });
            return true;
        } catch (ConditionalCheckFailedException e) {
            return wasDone(e, row, change.removed());
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// Stores the row unless there is one with its key that differs from `there` in one of its
    /// values.
    ///
    /// @return whether it was stored
    boolean putOver(Item row, Item there) {
        var names = new HashMap<String, String>(Map.of("#key", key));
        var values = new HashMap<String, AttributeValue>();
        var same = new ArrayList<String>();
        there.values()
                .forEach((name, value) -> {
                    String place = Integer.toString(same.size());
                    names.put("#" + place, name);
                    values.put(":" + place, value);
                    same.add("#" + place + " = :" + place);
                });
        try {
            dynamo.get()
                    .putItem(ask ->
                            ask.tableName(table)
                                    .item(row.values())
                                    .conditionExpression(
                                            "attribute_not_exists(#key) OR ("
                                                    + String.join(" AND ", same)
                                                    + ")")
                                    .expressionAttributeNames(names)
                                    .expressionAttributeValues(values)
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return wasDone(e, row, List.of());
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// Removes the row that is stored under this revision.
    ///
    /// @throws StaleRecordException when another one is stored, or none
    void remove(String id, long revision) {
        try {
            dynamo.get()
                    .deleteItem(ask ->
                            ask.tableName(table)
                                    .key(Map.of(key, AttributeValue.fromS(id)))
                                    .conditionExpression("#revision = :known")
                                    .expressionAttributeNames(Map.of("#revision", "revision"))
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":known",
                                                    AttributeValue.fromN(Long.toString(revision))))
                                    .returnValuesOnConditionCheckFailure(
                                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
        } catch (ConditionalCheckFailedException e) {
            if (!repeated(e) || !e.item().isEmpty()) {
                throw new StaleRecordException("a row of " + table + " has another revision");
            }
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private static boolean wasDone(
            ConditionalCheckFailedException refused, Item row, Collection<String> removed) {
        var there = new Item(refused.item());
        return repeated(refused) && there.has(row) && there.lacks(removed);
    }

    /// Whether the client had asked before, and not heard how that went.
    static boolean repeated(ConditionalCheckFailedException refused) {
        Integer attempts = refused.numAttempts();
        return attempts != null && attempts > 1;
    }

    private StoreException away(SdkException e) {
        return new StoreException("DynamoDB does not answer for " + table, e);
    }
}
