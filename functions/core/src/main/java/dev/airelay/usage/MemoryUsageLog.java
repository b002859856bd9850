package dev.airelay.usage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The latest usage records in this process only; gone when it ends. For trying the relay without a
/// database.
///
/// Only the `capacity` most recent records are kept, and only they are known by their ids: a record
/// written again after that many others is taken for a new one.
public final class MemoryUsageLog implements UsageLog {
    private final Map<String, UsageRecord> latest;

    public MemoryUsageLog(int capacity) {
        this.latest =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, UsageRecord> eldest) {
                        return size() > capacity;
                    }
                };
    }

    @Override
    public synchronized boolean write(UsageRecord usage) {
        UsageRecord before = latest.get(usage.requestId());
        if (before != null && !before.givesWayTo(usage)) {
            return false;
        }
        latest.put(usage.requestId(), usage);
        return true;
    }

    /// What is kept, in the order in which it was written.
    public synchronized List<UsageRecord> recent() {
        return List.copyOf(latest.values());
    }
}
