package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.quota.News;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The one row of the gates' table that is about no user: the name of the routes in force, and a
/// map with a note about each channel. Whoever writes the one leaves the other alone. It never
/// expires, nor does the note of a channel that is gone; a note is some hundred bytes of the
/// 400,000 that the row may have.
///
/// Every method throws [StoreException] when DynamoDB does not answer or answers that it cannot.
///
/// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
record NewsRow(Supplier<DynamoDbClient> dynamo, String table) {
    static final String ID = "routes";

    private static final String ROUTES = "routes_version";
    private static final String NOTES = "channel_notes";

    /// A note of another form is as good as none: what it said is found out again.
    static News read(Item row) {
        var notes = new HashMap<String, String>();
        row.map(NOTES)
                .forEach((channel, note) -> {
                    if (note.s() != null) {
                        notes.put(channel, note.s());
                    }
                });
        return new News(row.text(ROUTES), new HealthSnapshot(notes));
    }

    News get() {
        return new Rows(dynamo, table, "id").get(ID).map(NewsRow::read).orElse(News.NONE);
    }

    void putRoutes(String version) {
        try {
            dynamo.get()
                    .updateItem(ask ->
                            ask.tableName(table)
                                    .key(key())
                                    .updateExpression("SET " + ROUTES + " = :version")
                                    .expressionAttributeValues(
                                            Map.of(":version", AttributeValue.fromS(version))));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    /// As [dev.airelay.health.ChannelBoard#swap]. Done as well when the client asked again, since
    /// it lost the answer, and met its own note.
    boolean swap(String channelId, String before, String after) {
        return before.isEmpty()
                ? add(channelId, after)
                : write(
                                NOTES + ".#channel = :before",
                                channelId,
                                Item.empty().text(":before", before).text(":after", after))
                        .isEmpty();
    }

    /// DynamoDB sets nothing inside a map that is not there
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html,
    /// read 2026-11-21): the first note of all brings the map along. Once there it stays.
    private boolean add(String channelId, String note) {
        Optional<Item> refused = addInside(channelId, note);
        if (refused.isEmpty()) {
            return true;
        }
        boolean noMap = !refused.get().values().containsKey(NOTES);
        return noMap && (begin(channelId, note) || addInside(channelId, note).isEmpty());
    }

    private Optional<Item> addInside(String channelId, String note) {
        return write(
                "attribute_exists(" + NOTES + ") AND attribute_not_exists(" + NOTES + ".#channel)",
                channelId,
                Item.empty().text(":after", note));
    }

    /// @return whether there was no map
    private boolean begin(String channelId, String note) {
        var notes = AttributeValue.fromM(Map.of(channelId, AttributeValue.fromS(note)));
        return update(
                        "SET " + NOTES + " = :notes",
                        "attribute_not_exists(" + NOTES + ")",
                        Map.of(),
                        Map.of(":notes", notes))
                .filter(refusal -> !refusal.isOwn(channelId, note))
                .isEmpty();
    }

    private Optional<Item> write(String condition, String channelId, Item values) {
        return update(
                        "SET " + NOTES + ".#channel = :after",
                        condition,
                        Map.of("#channel", channelId),
                        values.values())
                .filter(refusal -> !refusal.isOwn(channelId, values.text(":after")))
                .map(Refusal::there);
    }

    /// @param there the row that did not meet the condition; without values when there is none
    /// @param repeated whether the client had asked before, and lost the answer
    private record Refusal(Item there, boolean repeated) {
        boolean isOwn(String channelId, String note) {
            var noted = there.map(NOTES).get(channelId);
            return repeated && noted != null && note.equals(noted.s());
        }
    }

    /// @return empty when done
    private Optional<Refusal> update(
            String update,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        try {
            dynamo.get()
                    .updateItem(ask -> {
                        ask.tableName(table)
                                .key(key())
                                .updateExpression(update)
                                .conditionExpression(condition)
                                .expressionAttributeValues(values)
                                .returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD);
                        if (!names.isEmpty()) {
                            ask.expressionAttributeNames(names);
                        }
                    });
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            return Optional.of(new Refusal(new Item(e.item()), Rows.repeated(e)));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private static Map<String, AttributeValue> key() {
        return Map.of("id", AttributeValue.fromS(ID));
    }

    private StoreException away(SdkException e) {
        return new StoreException("DynamoDB does not answer for " + table, e);
    }
}
