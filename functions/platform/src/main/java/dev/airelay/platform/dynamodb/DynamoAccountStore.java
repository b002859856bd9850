package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Charge;
import dev.airelay.account.Charges;
import dev.airelay.account.Entry;
import dev.airelay.account.Period;
import dev.airelay.account.Renewal;
import dev.airelay.account.Subject;
import dev.airelay.account.Subject.Dimension;
import dev.airelay.account.Tally;
import dev.airelay.account.TallyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Balances, ledgers and tallies in DynamoDB. Each booking is one transaction: the next line of the
/// user's ledger, and for requests the rollups that they are counted in. docs/adr/0015 says why it
/// is so.
public final class DynamoAccountStore implements AccountStore, TallyStore {
    private final String rollupTable;
    private final LedgerRows ledger;
    private final Rollups rollups;
    private final Transactions transactions;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoAccountStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.rollupTable = tables.rollups();
        this.ledger = LedgerRows.of(dynamo, tables.ledger());
        this.rollups = new Rollups(dynamo, rollupTable);
        this.transactions = new Transactions(dynamo, tables.ledger());
    }

    @Override
    public Account account(String userId) {
        return ledger.last(userId).after();
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
        for (int attempt = 0; attempt < LedgerRows.MOST_ATTEMPTS; attempt++) {
            LedgerLine last = ledger.last(userId);
            Optional<Entry> entry = entryOf.apply(last.after());
            if (entry.isEmpty()) {
                return new Booking(last.after(), false);
            }
            LedgerLine next = last.with(entry.get(), afterOf.apply(last.after(), entry.get()));
            List<Integer> refused = transactions.write(ledger.steps(next, entry.get()));
            if (refused.isEmpty()) {
                return new Booking(next.after(), true);
            }
            if (refused.contains(1)) {
                return new Booking(account(userId), false);
            }
        }
        throw ledger.crowded();
    }

    @Override
    public Booking charge(List<Charge> all, Instant bookedAt) {
        Charges.check(all);
        String userId = all.getFirst().userId();
        List<String> ids = all.stream().map(Charge::requestId).toList();
        for (int attempt = 0; attempt < LedgerRows.MOST_ATTEMPTS; attempt++) {
            LedgerLine last = ledger.last(userId);
            Set<String> booked = ledger.booked(last, ids);
            var fresh = all.stream().filter(one -> !booked.contains(one.requestId())).toList();
            if (fresh.isEmpty()) {
                return new Booking(last.after(), false);
            }
            Totals.Next totals = last.totals().plus(fresh, key -> rollups.ever(userId, key));
            Optional<Entry> entry = Charges.entry(fresh, last.after(), bookedAt);
            LedgerLine next = last.with(fresh, entry, totals.totals());
            if (transactions.write(steps(next, fresh, totals)).isEmpty()) {
                return new Booking(next.after(), true);
            }
        }
        throw ledger.crowded();
    }

    private List<TransactWriteItem> steps(LedgerLine line, List<Charge> fresh, Totals.Next totals) {
        var steps = new ArrayList<TransactWriteItem>();
        steps.add(ledger.step(line));
        steps.addAll(RollupRows.count(rollupTable, fresh));
        totals.out()
                .forEach((key, tally) ->
                        steps.add(RollupRows.ever(rollupTable, line.after().userId(), key, tally)));
        return steps;
    }

    @Override
    public Set<String> charged(String userId, Collection<String> requestIds) {
        return ledger.booked(ledger.last(userId), requestIds);
    }

    @Override
    public List<Entry> entries(String userId, int limit) {
        return ledger.entries(userId, limit);
    }

    @Override
    public Tally tally(Subject subject, Period kind, String period) {
        if (subject.id().isEmpty()) {
            return Tally.NONE;
        }
        return kind == Period.EVER ? ever(subject) : rollups.tally(subject, kind, period);
    }

    private Tally ever(Subject subject) {
        if (subject.dimension() == Dimension.USER) {
            return ledger.last(subject.id()).totals().user();
        }
        if (subject.dimension() != Dimension.KEY) {
            return Tally.NONE;
        }
        Totals totals = ledger.last(subject.userId()).totals();
        Tally kept = totals.keys().get(subject.id());
        return kept != null ? kept : rollups.ever(subject.userId(), subject.id());
    }
}
