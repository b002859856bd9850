package dev.airelay.platform.dynamodb;

import dev.airelay.account.Entry;
import dev.airelay.failure.StoreException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The ledgers, line by line. Whoever books writes the line that follows the last one; of several
/// at once one succeeds, and the others begin again. Reads are strongly consistent.
///
/// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
/// @param table of the ledgers
/// @param reader of lines, whatever their entries are
record LedgerRows(
        Supplier<DynamoDbClient> dynamo,
        String table,
        RowReader<LedgerLine> reader,
        RowReader<Entry> entryReader) {
    /// How often somebody begins again before the account is said to be crowded.
    static final int MOST_ATTEMPTS = 50;

    private static final int LINES_AT_ONCE = 25;

    static LedgerRows of(Supplier<DynamoDbClient> dynamo, String table) {
        return new LedgerRows(
                dynamo,
                table,
                new RowReader<>(table, "user_id", LedgerLine::read),
                new RowReader<>(table, "id", LedgerLine::readEntry));
    }

    /// The last line of a user's ledger.
    ///
    /// @throws dev.airelay.failure.UnreadableRecordException for one that this version cannot read:
    ///   money is not taken for absent
    LedgerLine last(String userId) {
        return asked(() ->
                lines(userId, LedgerLine.GREATEST, 1)
                        .findFirst()
                        .map(reader::one)
                        .orElseGet(() -> LedgerLine.none(userId)));
    }

    /// Those of the requests that are booked. Looks back only as far as one of them can be.
    ///
    /// @param last the last line of their user's ledger
    Set<String> booked(LedgerLine last, Collection<String> requestIds) {
        var booked = new HashSet<String>();
        var open = new HashSet<>(requestIds);
        Consumer<LedgerLine> look =
                line -> line.requests().stream().filter(open::remove).forEach(booked::add);
        look.accept(last);
        return asked(() -> {
            if (last.number() > 1 && last.reaches(open)) {
                before(last).takeWhile(line -> line.reaches(open)).forEach(look);
            }
            return booked;
        });
    }

    private Stream<LedgerLine> before(LedgerLine line) {
        return lines(line.after().userId(), line.number() - 1, LINES_AT_ONCE).map(reader::one);
    }

    /// The latest entries, newest first.
    List<Entry> entries(String userId, int limit) {
        return asked(() ->
                lines(userId, LedgerLine.GREATEST, limit)
                        .filter(LedgerLine::hasEntry)
                        .flatMap(row -> entryReader.ifReadable(row).stream())
                        .limit(limit)
                        .toList());
    }

    /// The writes that book an entry as a line: the line, refused when there is another with its
    /// number, and the entry's id, refused when the entry is in the ledger.
    List<TransactWriteItem> steps(LedgerLine line, Entry entry) {
        return List.of(
                step(line),
                absent(
                        Item.empty()
                                .text("user_id", entry.userId())
                                .text("place", "id/" + entry.id())
                                .number("line", line.number())));
    }

    /// The write of a line, refused when there is another with its number.
    TransactWriteItem step(LedgerLine line) {
        return absent(line.write());
    }

    private TransactWriteItem absent(Item row) {
        return TransactWriteItem.builder()
                .put(
                        Put.builder()
                                .tableName(table)
                                .item(row.values())
                                .conditionExpression("attribute_not_exists(place)")
                                .build())
                .build();
    }

    StoreException crowded() {
        return new StoreException(
                "others change rows of " + table + " all the time",
                new IllegalStateException(MOST_ATTEMPTS + " attempts"));
    }

    /// The lines up to a number, the last first; asks for more as they are taken.
    private Stream<Item> lines(String userId, long upTo, int atOnce) {
        var values =
                Item.empty()
                        .text(":user", userId)
                        .text(":first", LedgerLine.place(0))
                        .text(":last", LedgerLine.place(upTo))
                        .values();
        return dynamo
                .get()
                .queryPaginator(ask ->
                        ask.tableName(table)
                                .keyConditionExpression(
                                        "user_id = :user AND place BETWEEN :first AND :last")
                                .expressionAttributeValues(values)
                                .consistentRead(true)
                                .scanIndexForward(false)
                                .limit(atOnce))
                .items()
                .stream()
                .map(Item::new);
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }
}
