package dev.airelay.platform.dynamodb;

import dev.airelay.account.Subscription;
import dev.airelay.account.SubscriptionStore;
import dev.airelay.failure.StoreException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Plans of users in DynamoDB. Those whose period has ended are found by an index over all of them,
/// sorted by that end. Times are kept to the millisecond.
public final class DynamoSubscriptionStore implements SubscriptionStore {
    /// The one partition of the index: renewals are few and read seldom.
    private static final String ALL = "all";

    private final Supplier<DynamoDbClient> dynamo;
    private final String table;
    private final Rows rows;
    private final RowReader<Subscription> reader;
    private final Records<Subscription> records;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoSubscriptionStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.dynamo = dynamo;
        this.table = tables.subscriptions();
        this.rows = new Rows(dynamo, table, "user_id");
        this.reader = new RowReader<>(table, "user_id", DynamoSubscriptionStore::subscription);
        this.records = new Records<>(rows, reader, DynamoSubscriptionStore::row);
    }

    @Override
    public Optional<Subscription> find(String userId) {
        return rows.get(userId).map(reader::one);
    }

    @Override
    public Subscription save(Subscription subscription) {
        records.save(subscription, subscription.revision());
        return subscription.withRevision(subscription.revision() + 1);
    }

    @Override
    public void remove(Subscription subscription) {
        rows.remove(subscription.userId(), subscription.revision());
    }

    @Override
    public List<Subscription> due(Instant now, int most) {
        try {
            return dynamo
                    .get()
                    .queryPaginator(ask ->
                            ask.tableName(table)
                                    .indexName("by_period_end")
                                    .keyConditionExpression(
                                            "renewals = :all AND period_end_ms <= :now")
                                    .expressionAttributeValues(
                                            Map.of(
                                                    ":all",
                                                    AttributeValue.fromS(ALL),
                                                    ":now",
                                                    AttributeValue.fromN(
                                                            Long.toString(now.toEpochMilli())))))
                    .items()
                    .stream()
                    .map(Item::new)
                    .flatMap(row -> reader.ifReadable(row).stream())
                    .limit(most)
                    .toList();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }

    private static Item row(Subscription one) {
        Item row =
                Item.empty()
                        .text("user_id", one.userId())
                        .text("id", one.id())
                        .text("plan_name", one.planName())
                        .number("allowance_nanos", one.allowance().value())
                        .text("length", one.length().toString())
                        .number("started_at_ms", one.startedAt().toEpochMilli())
                        .number("periods", one.periods())
                        .text("renewals", ALL)
                        .number("period_end_ms", one.periodEnd().toEpochMilli());
        if (one.endsAt().isBefore(Instant.MAX)) {
            row.number("ends_at_ms", one.endsAt().toEpochMilli());
        }
        return row;
    }

    private static Subscription subscription(Item row) {
        return new Subscription(
                row.text("id"),
                row.text("user_id"),
                row.text("plan_name"),
                row.nanos("allowance_nanos"),
                Period.parse(row.text("length")),
                Instant.ofEpochMilli(row.number("started_at_ms")),
                (int) row.number("periods"),
                row.numberIfAny("ends_at_ms").map(Instant::ofEpochMilli).orElse(Instant.MAX),
                row.number("revision"));
    }
}
