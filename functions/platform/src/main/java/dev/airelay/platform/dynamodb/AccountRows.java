package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.Charge;
import dev.airelay.account.Credit;
import dev.airelay.account.Entry;
import dev.airelay.money.Nanos;
import java.time.Instant;
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
                Entry.Kind.valueOf(row.text("kind")),
                row.nanos("amount_nanos"),
                row.nanosOrZero("credit_nanos"),
                Instant.ofEpochMilli(row.number("booked_at_ms")),
                row.text("note"));
    }

    /// The account in place of the version before.
    TransactWriteItem put(Account after) {
        Item row =
                Item.empty()
                        .text("user_id", after.userId())
                        .number("balance_nanos", after.balance().value())
                        .number("version", after.version());
        if (!after.credit().equals(Credit.NONE)) {
            row.number("credit_nanos", after.credit().left().value())
                    .number("credit_until_ms", after.credit().until().toEpochMilli());
        }
        Put.Builder put = Put.builder().tableName(tables.accounts()).item(row.values());
        if (after.version() == 1) {
            put.conditionExpression("attribute_not_exists(user_id)");
        } else {
            put.conditionExpression("version = :before")
                    .expressionAttributeValues(
                            Item.empty().number(":before", after.version() - 1).values());
        }
        return TransactWriteItem.builder().put(put.build()).build();
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
