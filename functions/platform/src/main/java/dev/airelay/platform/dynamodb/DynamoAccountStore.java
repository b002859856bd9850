package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Charge;
import dev.airelay.account.Charges;
import dev.airelay.account.Entry;
import dev.airelay.account.Period;
import dev.airelay.account.Renewal;
import dev.airelay.account.Subject;
import dev.airelay.account.Tallies;
import dev.airelay.account.Tally;
import dev.airelay.account.TallyStore;
import dev.airelay.failure.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Balances, ledgers and tallies in DynamoDB. Each booking is one transaction over the account, its
/// ledger entry and, for requests, a row each that says that they were charged, and their tallies.
///
/// A listing of entries may miss those of the last moment, since it is read from an index
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html, read 2026-11-21).
public final class DynamoAccountStore implements AccountStore, TallyStore {
    private static final int MOST_ATTEMPTS = 50;

    private final Supplier<DynamoDbClient> dynamo;
    private final Tables tables;
    private final Books books;
    private final Rows charges;
    private final AccountRows rows;
    private final Transactions transactions;
    private final Reading<Entry> entries;
    private final Reading<Tally> tallies;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoAccountStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.books = Books.of(dynamo, tables);
        this.charges = new Rows(dynamo, tables.charges(), "request_id");
        this.rows = books.rows();
        this.transactions = new Transactions(dynamo, tables.accounts());
        this.entries = new Reading<>(tables.ledger(), "id", AccountRows::entry);
        this.tallies = new Reading<>(tables.tallies(), "subject", TallyRows::tally);
    }

    @Override
    public Account account(String userId) {
        return books.account(userId);
    }

    @Override
    public Booking book(Entry entry) {
        return book(entry.userId(), _ -> Optional.of(entry), Account::with);
    }

    @Override
    public Booking renew(Renewal renewal) {
        return book(
                renewal.userId(),
                before -> Optional.of(before).filter(renewal::follows).map(renewal::entry),
                (before, entry) -> before.with(entry, renewal.until()));
    }

    private Booking book(
            String userId,
            Function<Account, Optional<Entry>> entryOf,
            BiFunction<Account, Entry, Account> afterOf) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Account before = account(userId);
            Optional<Entry> entry = entryOf.apply(before);
            if (entry.isEmpty()) {
                return new Booking(before, false);
            }
            Account after = afterOf.apply(before, entry.get());
            List<Integer> refused =
                    transactions.write(List.of(rows.put(entry.get()), rows.change(before, after)));
            if (refused.isEmpty()) {
                return new Booking(after, true);
            }
            if (refused.contains(0)) {
                return new Booking(account(userId), false);
            }
        }
        throw crowded();
    }

    @Override
    public Booking charge(List<Charge> all, Instant bookedAt) {
        Charges.check(all);
        var fresh = new ArrayList<>(all);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Account before = account(all.getFirst().userId());
            if (fresh.isEmpty()) {
                return new Booking(before, false);
            }
            Optional<Entry> entry = Charges.entry(fresh, before, bookedAt);
            Account after = entry.map(before::with).orElse(before);
            List<Integer> refused = transactions.write(steps(fresh, entry, before));
            if (refused.isEmpty()) {
                return new Booking(after, true);
            }
            // Of the others only the account can be refused, which another one has changed.
            refused.reversed().stream()
                    .filter(index -> index < fresh.size())
                    .forEach(index -> fresh.remove(index.intValue()));
        }
        throw crowded();
    }

    /// The charges first.
    private List<TransactWriteItem> steps(
            List<Charge> fresh, Optional<Entry> entry, Account before) {
        var steps = new ArrayList<TransactWriteItem>();
        fresh.forEach(charge -> steps.add(rows.put(charge, entry)));
        entry.ifPresent(one -> {
            steps.add(rows.change(before, before.with(one)));
            steps.add(rows.put(one));
        });
        Tallies.of(fresh)
                .forEach((place, tally) ->
                        steps.add(
                                TransactWriteItem.builder()
                                        .update(TallyRows.add(tables.tallies(), place, tally))
                                        .build()));
        return steps;
    }

    private StoreException crowded() {
        return new StoreException(
                "others change rows of " + tables.accounts() + " all the time",
                new IllegalStateException(MOST_ATTEMPTS + " attempts"));
    }

    @Override
    public Set<String> charged(Collection<String> requestIds) {
        var found = new HashSet<String>();
        for (String id : requestIds) {
            charges.get(id).ifPresent(_ -> found.add(id));
        }
        return found;
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
                    .map(Item::new)
                    .flatMap(row -> entries.ifReadable(row).stream())
                    .limit(limit)
                    .toList();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + tables.ledger(), e);
        }
    }

    @Override
    public Tally tally(Subject subject, Period kind, String period) {
        try {
            var answer =
                    dynamo.get()
                            .getItem(ask ->
                                    ask.tableName(tables.tallies())
                                            .key(
                                                    TallyRows.key(
                                                            new Tallies.Place(
                                                                    subject, kind, period)))
                                            .consistentRead(true));
            return answer.hasItem() ? tallies.one(new Item(answer.item())) : Tally.NONE;
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + tables.tallies(), e);
        }
    }
}
