package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.Charge;
import dev.airelay.account.Credit;
import dev.airelay.account.Entry;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One line of a user's ledger as it is stored: how the account stands after it, what made it so,
/// and which requests it booked. The last one is the account. Lines are numbered without gaps, and
/// never change.
///
/// @param number from 1; zero for the account of a user who has no line
/// @param entry empty for requests that cost nothing, and in a line that was read
/// @param requests the ids of those that it booked
/// @param newest the greatest id of all requests booked up to this line; empty when there are none
/// @param beside what a newer version has added to the account, in attributes whose names begin
///   with `account_`: every line takes it over from the one before
record LedgerLine(
        long number,
        Account after,
        Optional<Entry> entry,
        Set<String> requests,
        String newest,
        Totals totals,
        Item beside) {
    /// A number that no line has.
    static final long GREATEST = 999_999_999_999L;

    private static final String PREFIX = "line/";
    private static final String BESIDE = "account_";

    static LedgerLine none(String userId) {
        return new LedgerLine(
                0,
                Account.empty(userId),
                Optional.empty(),
                Set.of(),
                "",
                Totals.NONE,
                Item.empty());
    }

    /// The next line, for an entry.
    LedgerLine with(Entry made, Account left) {
        return new LedgerLine(
                number + 1, left, Optional.of(made), Set.of(), newest, totals, beside);
    }

    /// The next line, for requests.
    LedgerLine with(List<Charge> charges, Optional<Entry> made, Totals used) {
        var ids = charges.stream().map(Charge::requestId).toList();
        return new LedgerLine(
                number + 1,
                made.map(after::with).orElse(after),
                made,
                Set.copyOf(ids),
                Stream.concat(Stream.of(newest), ids.stream())
                        .max(Comparator.naturalOrder())
                        .orElse(newest),
                used,
                beside);
    }

    /// Whether this line or one before may have booked one of the requests.
    boolean reaches(Collection<String> requestIds) {
        return requestIds.stream().anyMatch(id -> id.compareTo(newest) <= 0);
    }

    /// Where the line with a number is among the rows of its user.
    static String place(long number) {
        return "%s%012d".formatted(PREFIX, number);
    }

    Item write() {
        Item row =
                Item.empty()
                        .text("user_id", after.userId())
                        .text("place", place(number))
                        .number("balance_nanos", after.balance().value())
                        .number("version", after.version())
                        .texts("request_ids", requests)
                        .text("newest_request", newest);
        if (!after.credit().equals(Credit.NONE)) {
            row.number("credit_left_nanos", after.credit().left().value())
                    .number("credit_until_ms", after.credit().until().toEpochMilli());
        }
        entry.ifPresent(one -> write(row, one));
        row.values().putAll(beside.values());
        return totals.write(row);
    }

    private static void write(Item row, Entry entry) {
        row.text("id", entry.id())
                .text("kind", entry.kind().name())
                .number("amount_nanos", entry.amount().value())
                .number("booked_at_ms", entry.bookedAt().toEpochMilli())
                .text("note", entry.note());
        if (!entry.credit().equals(Nanos.ZERO)) {
            row.number("credit_nanos", entry.credit().value());
        }
    }

    /// Without its entry, which may be of a kind that only a newer version knows.
    static LedgerLine read(Item row) {
        return new LedgerLine(
                Long.parseLong(row.text("place").substring(PREFIX.length())),
                new Account(
                        row.text("user_id"),
                        row.nanos("balance_nanos"),
                        new Credit(
                                row.nanosOrZero("credit_left_nanos"),
                                Instant.ofEpochMilli(row.numberOrZero("credit_until_ms"))),
                        row.number("version")),
                Optional.empty(),
                row.texts("request_ids"),
                row.text("newest_request"),
                Totals.read(row),
                beside(row));
    }

    private static Item beside(Item row) {
        Item beside = Item.empty();
        row.values()
                .forEach((name, value) -> {
                    if (name.startsWith(BESIDE)) {
                        beside.value(name, value);
                    }
                });
        return beside;
    }

    static boolean hasEntry(Item row) {
        return !row.text("kind").isEmpty();
    }

    static Entry readEntry(Item row) {
        return new Entry(
                row.text("id"),
                row.text("user_id"),
                row.constant("kind", Entry.Kind.class),
                row.nanos("amount_nanos"),
                row.nanosOrZero("credit_nanos"),
                Instant.ofEpochMilli(row.number("booked_at_ms")),
                row.text("note"));
    }
}
