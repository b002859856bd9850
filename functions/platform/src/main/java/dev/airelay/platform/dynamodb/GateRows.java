package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import dev.airelay.health.Healths;
import dev.airelay.quota.News;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The table in which the gate keeps its rows. Reads are strongly consistent.
///
/// Every method throws [StoreException] when DynamoDB does not answer or answers that it cannot.
///
/// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
record GateRows(Supplier<DynamoDbClient> dynamo, String table) {
    private static final String ROUTES = "routes";

    record Seen(GateRow user, News news) {}

    GateRow user(String userId) {
        return new Rows(dynamo, table, "id")
                .get(GateRow.id(userId))
                .map(GateRow::read)
                .orElseGet(() -> GateRow.none(userId));
    }

    /// Both rows in one round trip. They need not be of one moment: a change of routes counts from
    /// the first request that sees it.
    Seen seen(String userId) {
        var keys =
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(List.of(key(GateRow.id(userId)), key(ROUTES)))
                        .build();
        try {
            var answer = dynamo.get().batchGetItem(ask -> ask.requestItems(Map.of(table, keys)));
            if (!answer.unprocessedKeys().isEmpty()) {
                throw new StoreException(
                        "DynamoDB does not answer for " + table,
                        new IllegalStateException("it left keys unread"));
            }
            GateRow user = GateRow.none(userId);
            String routes = "";
            for (var values : answer.responses().getOrDefault(table, List.of())) {
                var row = new Item(values);
                if (row.text("id").equals(ROUTES)) {
                    routes = row.text("routes_version");
                } else {
                    user = GateRow.read(row);
                }
            }
            return new Seen(user, new News(routes, Healths.UNKNOWN));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    /// Writes a row in place of the version before it.
    ///
    /// The answer to a refused write carries the row that was in the way
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html, read
    /// 2026-11-21). When that is this very row, the client had asked again after it lost the
    /// answer.
    ///
    /// @return empty when it was written, else the row that is there
    Optional<GateRow> put(GateRow next) {
        try {
            dynamo.get()
                    .putItem(ask -> {
                        ask.tableName(table)
                                .item(next.item().values())
                                .returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD);
                        if (next.version() == 1) {
                            ask.conditionExpression("attribute_not_exists(id)");
                        } else {
                            ask.conditionExpression("version = :before")
                                    .expressionAttributeValues(
                                            Item.empty()
                                                    .number(":before", next.version() - 1)
                                                    .values());
                        }
                    });
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            GateRow there =
                    e.hasItem() ? GateRow.read(new Item(e.item())) : GateRow.none(next.userId());
            return there.writer().equals(next.writer()) ? Optional.empty() : Optional.of(there);
        } catch (SdkException e) {
            throw away(e);
        }
    }

    void putRoutes(String version) {
        new Rows(dynamo, table, "id")
                .put(Item.empty().text("id", ROUTES).text("routes_version", version));
    }

    /// Rows with something in them that should be gone since then.
    ///
    /// @param most at most so many
    List<GateRow> openBefore(Instant before, int most) {
        try {
            return dynamo
                    .get()
                    .scanPaginator(ask ->
                            ask.tableName(table)
                                    .consistentRead(true)
                                    .filterExpression(GateRow.OPEN_SINCE + " <= :before")
                                    .expressionAttributeValues(
                                            Item.empty()
                                                    .number(":before", GateTexts.micros(before))
                                                    .values()))
                    .items()
                    .stream()
                    .limit(most)
                    .map(values -> GateRow.read(new Item(values)))
                    .toList();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private StoreException away(SdkException e) {
        return new StoreException("DynamoDB does not answer for " + table, e);
    }
}
