package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.Charge;
import dev.airelay.account.Credit;
import dev.airelay.account.Entry;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// How accounts, ledger entries and charges lie in their tables.
record AccountRows(Tables tables) {
    static Account account(Item row) {
        return new Account(
                row.text("user_id"),
                row.nanos("balance_nanos"),
                new Credit(
                        row.nanosOrZero("credit_nanos"),
                        Instant.ofEpochMilli(row.numberOrZero("credit_until_ms"))),
                row.number("version"));
    }

    static Entry entry(Item row) {
        return new Entry(
                row.text("id"),
                row.text("user_id"),
                row.constant("kind", Entry.Kind.class),
                row.nanos("amount_nanos"),
                row.nanosOrZero("credit_nanos"),
                Instant.ofEpochMilli(row.number("booked_at_ms")),
                row.text("note"));
    }

    /// The account in place of the version before. Whatever else its row has stays there.
    TransactWriteItem change(Account before, Account after) {
        Change change =
                before.version() == 0
                        ? Change.between(Item.empty(), row(after), "user_id")
                                .where("attribute_not_exists(user_id)", Map.of(), Item.empty())
                        : Change.between(row(before), row(after), "user_id")
                                .where(
                                        "version = :before",
                                        Map.of(),
                                        Item.empty().number(":before", before.version()));
        return TransactWriteItem.builder()
                .update(
                        change.of(
                                tables.accounts(),
                                Item.empty().text("user_id", after.userId()).values()))
                .build();
    }

    private static Item row(Account account) {
        Item row =
                Item.empty()
                        .text("user_id", account.userId())
                        .number("balance_nanos", account.balance().value())
                        .number("version", account.version());
        return account.credit().equals(Credit.NONE)
                ? row
                : row.number("credit_nanos", account.credit().left().value())
                        .number("credit_until_ms", account.credit().until().toEpochMilli());
    }

    /// The account with an entry that changes its balance, whatever it is.
    TransactWriteItem add(Entry entry) {
        var change =
                Update.builder()
                        .tableName(tables.accounts())
                        .key(Item.empty().text("user_id", entry.userId()).values())
                        .updateExpression("ADD balance_nanos :amount, version :one")
                        .expressionAttributeValues(
                                Item.empty()
                                        .number(":amount", entry.amount().value())
                                        .number(":one", 1)
                                        .values())
                        .build();
        return TransactWriteItem.builder().update(change).build();
    }

    TransactWriteItem put(Entry entry) {
        Item row =
                Item.empty()
                        .text("user_id", entry.userId())
                        .text("id", entry.id())
                        .text("kind", entry.kind().name())
                        .number("amount_nanos", entry.amount().value())
                        .number("booked_at_ms", entry.bookedAt().toEpochMilli())
                        .text("note", entry.note());
        if (!entry.credit().equals(Nanos.ZERO)) {
            row.number("credit_nanos", entry.credit().value());
        }
        return absent(tables.ledger(), row);
    }

    /// @param entry of which the charge is a part
    TransactWriteItem put(Charge charge, Optional<Entry> entry) {
        var row =
                Item.empty()
                        .text("request_id", charge.requestId())
                        .text("user_id", charge.userId())
                        .number("expires_at_s", charge.forgetAt().getEpochSecond());
        entry.ifPresent(one -> row.text("entry_id", one.id()));
        return absent(tables.charges(), row);
    }

    private static TransactWriteItem absent(String table, Item row) {
        return TransactWriteItem.builder()
                .put(
                        Put.builder()
                                .tableName(table)
                                .item(row.values())
                                .conditionExpression("attribute_not_exists(user_id)")
                                .build())
                .build();
    }
}
