package dev.airelay.account;

import dev.airelay.failure.StaleRecordException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans of users in this process only; gone when it ends. For trying the relay without a database.
public final class MemorySubscriptionStore implements SubscriptionStore {
    private final Map<String, Subscription> byUser = new HashMap<>();

    @Override
    public synchronized Optional<Subscription> find(String userId) {
        return Optional.ofNullable(byUser.get(userId));
    }

    @Override
    public synchronized Subscription save(Subscription subscription) {
        check(subscription);
        Subscription saved = subscription.withRevision(subscription.revision() + 1);
        byUser.put(saved.userId(), saved);
        return saved;
    }

    @Override
    public synchronized void remove(Subscription subscription) {
        check(subscription);
        byUser.remove(subscription.userId());
    }

    private void check(Subscription subscription) {
        long stored = find(subscription.userId()).map(Subscription::revision).orElse(0L);
        if (stored != subscription.revision()) {
            throw new StaleRecordException("the plan of " + subscription.userId());
        }
    }

    @Override
    public synchronized List<Subscription> due(Instant now, int most) {
        return byUser.values().stream()
                .filter(one -> !one.periodEnd().isAfter(now))
                .sorted(Comparator.comparing(Subscription::periodEnd))
                .limit(most)
                .toList();
    }
}
