package dev.airelay.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers the latest values for a short time: bounded in number and in age.
///
/// A value is returned only while it is younger than `maxAge`; when there is no room, the entry
/// that was used least recently goes. Safe for use by many threads. [#clear()] is for the moment
/// before a snapshot is taken.
public final class ExpiringCache<K, V> {
    private record Timed<V>(V value, Instant since) {}

    private final InstantSource clock;
    private final Duration maxAge;
    private final Map<K, Timed<V>> entries;

    public ExpiringCache(InstantSource clock, Duration maxAge, int capacity) {
        this.clock = clock;
        this.maxAge = maxAge;
        this.entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, Timed<V>> eldest) {
                        return size() > capacity;
                    }
                };
    }

    /// The value kept under `key`, when there is one and it is young enough.
    public Optional<V> get(K key) {
        Instant now = clock.instant();
        synchronized (entries) {
            Timed<V> kept = entries.get(key);
            if (kept == null) {
                return Optional.empty();
            }
            Duration age = Duration.between(kept.since, now);
            if (age.isNegative() || age.compareTo(maxAge) >= 0) {
                entries.remove(key);
                return Optional.empty();
            }
            return Optional.of(kept.value);
        }
    }

    public void put(K key, V value) {
        var kept = new Timed<>(value, clock.instant());
        synchronized (entries) {
            entries.put(key, kept);
        }
    }

    public void forget(K key) {
        synchronized (entries) {
            entries.remove(key);
        }
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
