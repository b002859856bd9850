package dev.airelay.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Accounts in this process only; gone when it ends. For trying the relay without a database.
///
/// Of the requests that were charged only the latest 100,000 are known: one that comes again after
/// that many others is charged again.
public final class MemoryAccountStore implements AccountStore, TallyStore {
    private static final int MOST_CHARGED = 100_000;

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Map<String, Entry>> ledgers = new HashMap<>();
    private final Map<Tallies.Place, Tally> tallies = new HashMap<>();
    private final Set<String> charged =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                            return size() > MOST_CHARGED;
                        }
                    });

    @Override
    public synchronized Account account(String userId) {
        return accounts.getOrDefault(userId, Account.empty(userId));
    }

    @Override
    public synchronized Booking book(Entry entry) {
        Account before = account(entry.userId());
        return booked(entry)
                ? new Booking(before, false)
                : new Booking(put(entry, before.with(entry)), true);
    }

    @Override
    public synchronized Booking renew(Renewal renewal) {
        Account before = account(renewal.userId());
        Entry entry = renewal.entry(before);
        return booked(entry) || !renewal.follows(before)
                ? new Booking(before, false)
                : new Booking(put(entry, before.with(entry, renewal.until())), true);
    }

    @Override
    public synchronized Booking charge(List<Charge> charges, Instant bookedAt) {
        Charges.check(charges);
        var fresh = charges.stream().filter(one -> !charged.contains(one.requestId())).toList();
        Account before = account(charges.getFirst().userId());
        if (fresh.isEmpty()) {
            return new Booking(before, false);
        }
        Optional<Entry> entry = Charges.entry(fresh, before, bookedAt);
        Account after = entry.map(one -> put(one, before.with(one))).orElse(before);
        Tallies.of(fresh).forEach((place, tally) -> tallies.merge(place, tally, Tally::plus));
        fresh.forEach(one -> charged.add(one.requestId()));
        return new Booking(after, true);
    }

    private boolean booked(Entry entry) {
        return ledger(entry.userId()).containsKey(entry.id());
    }

    private Account put(Entry entry, Account after) {
        ledger(entry.userId()).put(entry.id(), entry);
        accounts.put(entry.userId(), after);
        return after;
    }

    private Map<String, Entry> ledger(String userId) {
        return ledgers.computeIfAbsent(userId, _ -> new LinkedHashMap<>());
    }

    @Override
    public synchronized Set<String> charged(String userId, Collection<String> requestIds) {
        return requestIds.stream().filter(charged::contains).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<Entry> entries(String userId, int limit) {
        var all = new ArrayList<>(ledger(userId).values());
        all.sort(Comparator.comparing(Entry::bookedAt).reversed());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }

    @Override
    public synchronized Tally tally(Subject subject, Period kind, String period) {
        return tallies.getOrDefault(new Tallies.Place(subject, kind, period), Tally.NONE);
    }
}
