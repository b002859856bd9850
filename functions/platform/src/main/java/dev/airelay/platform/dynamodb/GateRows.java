package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import dev.airelay.quota.News;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// The table in which the gate keeps its rows. Reads are strongly consistent.
///
/// Every method throws [StoreException] when DynamoDB does not answer or answers that it cannot.
///
/// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
record GateRows(Supplier<DynamoDbClient> dynamo, String table, RowReader<GateRow> reader) {
    private static final System.Logger LOG = System.getLogger(GateRows.class.getName());

    GateRows(Supplier<DynamoDbClient> dynamo, String table) {
        this(dynamo, table, new RowReader<>(table, "id", GateRow::read));
    }

    record Seen(GateRow user, News news) {}

    GateRow user(String userId) {
        return new Rows(dynamo, table, "id")
                .get(GateRow.id(userId))
                .map(reader::one)
                .orElseGet(() -> GateRow.none(userId));
    }

    /// The user's row and the news in one round trip. They need not be of one moment: a change of
    /// routes counts from the first request that sees it.
    Seen seen(String userId) {
        var keys =
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(List.of(key(GateRow.id(userId)), key(NewsRow.ID)))
                        .build();
        try {
            var answer = dynamo.get().batchGetItem(ask -> ask.requestItems(Map.of(table, keys)));
            if (!answer.unprocessedKeys().isEmpty()) {
                throw new StoreException(
                        "DynamoDB does not answer for " + table,
                        new IllegalStateException("it left keys unread"));
            }
            GateRow user = GateRow.none(userId);
            News news = News.NONE;
            for (var values : answer.responses().getOrDefault(table, List.of())) {
                var row = new Item(values);
                if (row.text("id").equals(NewsRow.ID)) {
                    news = NewsRow.read(row);
                } else {
                    user = reader.one(row);
                }
            }
            return new Seen(user, news);
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    /// Writes a row in place of the version before it. When the row in the way is this very row,
    /// the client had asked again after it lost the answer.
    ///
    /// @return empty when it was written, else the row that is there
    Optional<GateRow> put(GateRow next) {
        return new Rows(dynamo, table, "id")
                .putVersion(next.item())
                .map(there ->
                        there.values().isEmpty() ? GateRow.none(next.userId()) : reader.one(there))
                .filter(there -> !there.writer().equals(next.writer()));
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
                    .map(Item::new)
                    .flatMap(row -> reader.ifReadable(row).stream())
                    .limit(most)
                    .peek(GateRows::tellUnknown)
                    .toList();
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private static void tellUnknown(GateRow row) {
        for (String id : row.unknownHolds()) {
            LOG.log(Level.WARNING, "the hold of request {0} cannot be read", id);
        }
    }

    private StoreException away(SdkException e) {
        return new StoreException("DynamoDB does not answer for " + table, e);
    }
}
