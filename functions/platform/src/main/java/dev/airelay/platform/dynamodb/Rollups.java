package dev.airelay.platform.dynamodb;

import dev.airelay.account.Period;
import dev.airelay.account.Rollup;
import dev.airelay.account.Subject;
import dev.airelay.account.Tally;
import dev.airelay.failure.StoreException;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Reads tallies from rollups: a sum over those of a user's keys in a month at most, or over those
/// of all that served requests on one day. Reads are strongly consistent.
///
/// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
/// @param table of the rollups
record Rollups(Supplier<DynamoDbClient> dynamo, String table) {
    private static final int DAY_LENGTH = "2026-11-21".length();
    private static final int START_LENGTH = "2026-11-21T12/".length();

    /// @param kind all but [Period#EVER]; a month of users and keys only
    /// @param period its name, as [Period#of] gives it
    Tally tally(Subject subject, Period kind, String period) {
        return switch (subject.dimension()) {
            case USER -> sum(RollupRows.seriesOf(subject.id()), kind, period, _ -> true);
            case KEY ->
                    sum(
                            RollupRows.seriesOf(subject.userId()),
                            kind,
                            period,
                            row ->
                                    row.text("time_bucket")
                                            .substring(START_LENGTH)
                                            .equals(subject.id()));
            case MODEL -> served("asked_model", subject, kind, period);
            case CHANNEL -> served("channel_id", subject, kind, period);
            case GROUP -> served("group", subject, kind, period);
        };
    }

    private Tally served(String name, Subject subject, Period kind, String period) {
        if (kind == Period.MONTH) {
            return Tally.NONE;
        }
        String series = RollupRows.seriesOfDay(period.substring(0, DAY_LENGTH));
        return sum(series, kind, period, row -> row.text(name).equals(subject.id()));
    }

    private Tally sum(String series, Period kind, String period, Predicate<Item> wanted) {
        try {
            return rows(series, kind == Period.HOUR ? rollup(period) : period)
                    .filter(wanted)
                    .flatMap(row -> hours(kind, period).map(hour -> TallyCounts.read(row, hour)))
                    .reduce(Tally.NONE, Tally::plus);
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }

    /// The name of the rollup that an hour is in.
    private static String rollup(String hour) {
        return Period.HOUR.of(Rollup.start(Instant.parse(hour + ":00:00Z"))) + "/";
    }

    private static Stream<String> hours(Period kind, String period) {
        return kind == Period.HOUR
                ? Stream.of(RollupRows.prefix(Integer.parseInt(period.substring(DAY_LENGTH + 1))))
                : IntStream.range(0, 24).mapToObj(RollupRows::prefix);
    }

    private Stream<Item> rows(String series, String from) {
        var values = Item.empty().text(":series", series).text(":from", from).values();
        return dynamo
                .get()
                .queryPaginator(ask ->
                        ask.tableName(table)
                                .keyConditionExpression(
                                        "series = :series AND begins_with(time_bucket, :from)")
                                .expressionAttributeValues(values)
                                .consistentRead(true))
                .items()
                .stream()
                .map(Item::new);
    }

    /// What a key has used in its whole life, where the ledger had no room for it.
    Tally ever(String userId, String keyId) {
        try {
            var answer =
                    dynamo.get()
                            .getItem(ask ->
                                    ask.tableName(table)
                                            .key(RollupRows.keyOfKey(userId, keyId))
                                            .consistentRead(true));
            return answer.hasItem() ? TallyCounts.read(new Item(answer.item()), "") : Tally.NONE;
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }
}
