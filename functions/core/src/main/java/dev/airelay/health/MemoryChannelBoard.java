package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// A board in this process only; gone when it ends.
public final class MemoryChannelBoard implements ChannelBoard {
    private final InstantSource clock;
    private final Map<String, String> notes = new HashMap<>();
    private final Map<String, Map<String, Instant>> slots = new HashMap<>();

    public MemoryChannelBoard(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized HealthSnapshot healths() {
        return new HealthSnapshot(notes);
    }

    @Override
    public synchronized boolean swap(String channelId, String before, String after) {
        if (!notes.getOrDefault(channelId, "").equals(before)) {
            return false;
        }
        notes.put(channelId, after);
        return true;
    }

    /// Everything, as when its memory is lost.
    public synchronized void forget() {
        notes.clear();
        slots.clear();
    }

    @Override
    public synchronized boolean enter(String channelId, String holder, int most, Duration lease) {
        Instant now = clock.instant();
        var taken = slots.computeIfAbsent(channelId, _ -> new HashMap<>());
        taken.values().removeIf(end -> !now.isBefore(end));
        if (taken.containsKey(holder)) {
            return true;
        }
        if (taken.size() >= most) {
            return false;
        }
        taken.put(holder, now.plus(lease));
        return true;
    }

    @Override
    public synchronized void leave(String channelId, String holder) {
        slots.getOrDefault(channelId, new HashMap<>()).remove(holder);
    }
}
