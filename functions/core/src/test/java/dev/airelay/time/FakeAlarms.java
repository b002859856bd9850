package dev.airelay.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Alarms that ring when a test says that time has passed.
public final class FakeAlarms implements Alarms {
    private record Set(Instant at, Runnable ring) {}

    private final InstantSource clock;
    private final List<Set> waiting = new ArrayList<>();

    public FakeAlarms(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Alarm after(Duration wait, Runnable ring) {
        var set = new Set(clock.instant().plus(wait), ring);
        waiting.add(set);
        return () -> callOff(set);
    }

    private synchronized void callOff(Set set) {
        waiting.remove(set);
    }

    /// When the next one rings, unless time passes that moment first.
    public synchronized Optional<Instant> next() {
        return waiting.stream().map(Set::at).min(Comparator.naturalOrder());
    }

    /// How many have neither rung nor been called off.
    public synchronized int waiting() {
        return waiting.size();
    }

    /// Rings those whose time has come.
    public void ring() {
        for (Set due : due()) {
            due.ring().run();
        }
    }

    private synchronized List<Set> due() {
        Instant now = clock.instant();
        List<Set> due =
                waiting.stream()
                        .filter(set -> !set.at().isAfter(now))
                        .sorted(Comparator.comparing(Set::at))
                        .toList();
        waiting.removeAll(due);
        return due;
    }
}
