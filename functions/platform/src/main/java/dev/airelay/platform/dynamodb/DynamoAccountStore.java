package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Charge;
import dev.airelay.account.Charges;
import dev.airelay.account.Entry;
import dev.airelay.failure.StoreException;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Balances and ledgers in DynamoDB. Each booking is one transaction over the account, its ledger
/// entry and, for requests, a row each that says that they were charged.
///
/// A listing of entries may miss those of the last moment, since it is read from an index
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html, read 2026-11-21).
public final class DynamoAccountStore implements AccountStore {
    private final Supplier<DynamoDbClient> dynamo;
    private final Tables tables;
    private final Rows accounts;
    private final Transactions transactions;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoAccountStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.accounts = new Rows(dynamo, tables.accounts(), "user_id");
        this.transactions = new Transactions(dynamo, tables.accounts());
    }

    @Override
    public Account account(String userId) {
        return accounts.get(userId)
                .map(row ->
                        new Account(
                                userId,
                                new Nanos(row.number("balance_nanos")),
                                row.number("version")))
                .orElseGet(() -> Account.empty(userId));
    }

    @Override
    public Booking book(Entry entry) {
        boolean booked = transactions.write(bookings(entry)).isEmpty();
        return new Booking(account(entry.userId()), booked);
    }

    @Override
    public Booking charge(List<Charge> charges, Instant bookedAt) {
        Charges.check(charges);
        var fresh = new ArrayList<>(charges);
        while (!fresh.isEmpty()) {
            Optional<Entry> entry = Charges.entry(fresh, bookedAt);
            var steps = new ArrayList<TransactWriteItem>();
            for (Charge charge : fresh) {
                steps.add(charged(charge, entry));
            }
            entry.ifPresent(one -> steps.addAll(bookings(one)));
            List<Integer> refused = transactions.write(steps);
            if (refused.isEmpty()) {
                break;
            }
            // Beyond the charges themselves only the entry can be refused, whose id is the first's.
            refused.stream()
                    .map(index -> index < fresh.size() ? index : 0)
                    .distinct()
                    .sorted((a, b) -> b - a)
                    .forEach(index -> fresh.remove(index.intValue()));
        }
        return new Booking(account(charges.getFirst().userId()), !fresh.isEmpty());
    }

    @Override
    public List<Entry> entries(String userId, int limit) {
        try {
            return dynamo
                    .get()
                    .queryPaginator(ask ->
                            ask.tableName(tables.ledger())
                                    .indexName("by_time")
                                    .keyConditionExpression("user_id = :user")
                                    .expressionAttributeValues(
                                            Map.of(":user", AttributeValue.fromS(userId)))
                                    .scanIndexForward(false)
                                    .limit(limit))
                    .items()
                    .stream()
                    .limit(limit)
                    .map(values -> entry(new Item(values)))
                    .toList();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + tables.ledger(), e);
        }
    }

    /// Account and ledger, in this order.
    private List<TransactWriteItem> bookings(Entry entry) {
        var change =
                Update.builder()
                        .tableName(tables.accounts())
                        .key(Map.of("user_id", AttributeValue.fromS(entry.userId())))
                        .updateExpression("ADD balance_nanos :amount, version :one")
                        .expressionAttributeValues(
                                Map.of(
                                        ":amount",
                                        AttributeValue.fromN(Long.toString(entry.amount().value())),
                                        ":one",
                                        AttributeValue.fromN("1")))
                        .build();
        return List.of(
                TransactWriteItem.builder().update(change).build(),
                absent(tables.ledger(), row(entry)));
    }

    private TransactWriteItem charged(Charge charge, Optional<Entry> entry) {
        var row =
                Item.empty()
                        .text("request_id", charge.requestId())
                        .text("user_id", charge.userId())
                        .number("cost_nanos", charge.cost().value())
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

    private static Item row(Entry entry) {
        return Item.empty()
                .text("user_id", entry.userId())
                .text("id", entry.id())
                .text("kind", entry.kind().name())
                .number("amount_nanos", entry.amount().value())
                .number("booked_at_ms", entry.bookedAt().toEpochMilli())
                .text("note", entry.note());
    }

    private static Entry entry(Item row) {
        return new Entry(
                row.text("id"),
                row.text("user_id"),
                Entry.Kind.valueOf(row.text("kind")),
                new Nanos(row.number("amount_nanos")),
                Instant.ofEpochMilli(row.number("booked_at_ms")),
                row.text("note"));
    }
}
