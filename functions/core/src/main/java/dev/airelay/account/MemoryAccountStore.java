package dev.airelay.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accounts in this process only; gone when it ends. For trying the relay without a database.
public final class MemoryAccountStore implements AccountStore {
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Map<String, Entry>> ledgers = new HashMap<>();
    private final Set<String> charged = new HashSet<>();

    @Override
    public synchronized Account account(String userId) {
        return accounts.getOrDefault(userId, Account.empty(userId));
    }

    @Override
    public synchronized Booking book(Entry entry) {
        var ledger = ledgers.computeIfAbsent(entry.userId(), _ -> new LinkedHashMap<>());
        var before = account(entry.userId());
        if (ledger.containsKey(entry.id())) {
            return new Booking(before, false);
        }
        var after =
                new Account(
                        entry.userId(),
                        before.balance().plus(entry.amount()),
                        before.version() + 1);
        ledger.put(entry.id(), entry);
        accounts.put(entry.userId(), after);
        return new Booking(after, true);
    }

    @Override
    public synchronized Booking charge(List<Charge> charges, Instant bookedAt) {
        Charges.check(charges);
        var fresh = charges.stream().filter(one -> !charged.contains(one.requestId())).toList();
        var user = charges.getFirst().userId();
        if (fresh.isEmpty()) {
            return new Booking(account(user), false);
        }
        Optional<Entry> entry = Charges.entry(fresh, bookedAt);
        entry.ifPresent(this::book);
        fresh.forEach(one -> charged.add(one.requestId()));
        return new Booking(account(user), true);
    }

    @Override
    public synchronized List<Entry> entries(String userId, int limit) {
        var all = new ArrayList<>(ledgers.getOrDefault(userId, Map.of()).values());
        all.sort(Comparator.comparing(Entry::bookedAt).reversed());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }
}
