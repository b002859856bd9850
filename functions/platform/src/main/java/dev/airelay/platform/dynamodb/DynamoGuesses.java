package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Tries of codes counted in DynamoDB, where there is no Redis: a row for the user and one for the
/// network, changed together. Rows go by themselves some time after their window, which is why a
/// change replaces them with whatever a newer version may have put into them.
public final class DynamoGuesses implements Guesses {
    private static final int MOST_ATTEMPTS = 50;

    private final String table;
    private final Rows rows;
    private final Transactions transactions;
    private final Limits limits;
    private final InstantSource clock;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoGuesses(
            Supplier<DynamoDbClient> dynamo, Tables tables, Limits limits, InstantSource clock) {
        this.table = tables.guesses();
        this.rows = new Rows(dynamo, table, "id");
        this.transactions = new Transactions(dynamo, table);
        this.limits = limits;
        this.clock = clock;
    }

    /// One counter as it was read.
    ///
    /// @param version zero when there was none
    private record Count(String id, long taken, Instant until, long version) {
        Count plus(long tries) {
            return new Count(id, Math.max(0, taken + tries), until, version);
        }
    }

    @Override
    public Optional<Duration> take(Guesser who) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Count user = count("user/" + who.userId(), now);
            Count network = count("network/" + who.network(), now);
            Optional<Duration> wait =
                    Stream.of(
                                    wait(user, limits.perUser(), now),
                                    wait(network, limits.perNetwork(), now))
                            .flatMap(Optional::stream)
                            .max(Duration::compareTo);
            if (wait.isPresent() || put(user.plus(1), network.plus(1))) {
                return wait;
            }
        }
        throw crowded();
    }

    private static Optional<Duration> wait(Count count, int most, Instant now) {
        return count.taken >= most
                ? Optional.of(Duration.between(now, count.until))
                : Optional.empty();
    }

    @Override
    public void giveBack(Guesser who) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Count user = count("user/" + who.userId(), now);
            Count network = count("network/" + who.network(), now);
            if (put(user.plus(-1), network.plus(-1))) {
                return;
            }
        }
        throw crowded();
    }

    /// The counter of the window that holds, which begins now when there is none.
    private Count count(String id, Instant now) {
        Optional<Item> row = rows.get(id);
        long version = row.map(found -> found.number("version")).orElse(0L);
        return row.map(found ->
                        new Count(
                                id,
                                found.number("taken"),
                                Instant.ofEpochMilli(found.number("until_ms")),
                                version))
                .filter(count -> count.until.isAfter(now))
                .orElseGet(() -> new Count(id, 0, now.plus(limits.window()), version));
    }

    /// @return false when somebody else was faster
    private boolean put(Count user, Count network) {
        return transactions.write(List.of(row(user), row(network))).isEmpty();
    }

    private TransactWriteItem row(Count count) {
        Item row =
                Item.empty()
                        .text("id", count.id)
                        .number("taken", count.taken)
                        .number("until_ms", count.until.toEpochMilli())
                        .number("version", count.version + 1)
                        .number("expires_at_s", count.until.getEpochSecond() + 1);
        Put.Builder put = Put.builder().tableName(table).item(row.values());
        if (count.version == 0) {
            put.conditionExpression("attribute_not_exists(id)");
        } else {
            put.conditionExpression("#version = :read")
                    .expressionAttributeNames(Map.of("#version", "version"))
                    .expressionAttributeValues(
                            Item.empty().number(":read", count.version).values());
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private StoreException crowded() {
        return new StoreException(
                "others change rows of " + table + " all the time",
                new IllegalStateException(MOST_ATTEMPTS + " attempts"));
    }
}
