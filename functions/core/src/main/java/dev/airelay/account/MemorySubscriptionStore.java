package dev.airelay.account;

import dev.airelay.memory.MemoryRecords;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Plans of users in this process only; gone when it ends. For trying the relay without a database.
public final class MemorySubscriptionStore implements SubscriptionStore {
    private final MemoryRecords<Subscription> plans =
            new MemoryRecords<>(
                    Subscription::userId, Subscription::revision, Subscription::withRevision);

    @Override
    public Optional<Subscription> find(String userId) {
        return plans.find(userId);
    }

    @Override
    public Subscription save(Subscription subscription) {
        return plans.save(subscription);
    }

    @Override
    public void remove(Subscription subscription) {
        plans.remove(subscription);
    }

    @Override
    public List<Subscription> due(Instant now, int most) {
        return plans.all().stream()
                .filter(one -> !one.periodEnd().isAfter(now))
                .sorted(Comparator.comparing(Subscription::periodEnd))
                .limit(most)
                .toList();
    }
}
