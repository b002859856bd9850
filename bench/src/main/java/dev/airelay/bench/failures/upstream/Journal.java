package dev.airelay.bench.failures.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What an upstream has seen of the calls for one model. Safe for use by many threads.
public final class Journal {
    private final List<Visit> visits = new ArrayList<>();

    /// Enters a call that has arrived whole.
    synchronized Visit begin(Role role) {
        int number = 1 + (int) visits.stream().filter(visit -> visit.role() == role).count();
        var visit = new Visit(role, number, System.nanoTime());
        visits.add(visit);
        return visit;
    }

    /// In the order of their arrival.
    public synchronized List<Visit> visits() {
        return List.copyOf(visits);
    }

    public List<Visit> visits(Role role) {
        return visits().stream().filter(visit -> visit.role() == role).toList();
    }

    public int calls(Role role) {
        return visits(role).size();
    }

    /// When the first call came, whichever role's; empty before.
    public synchronized OptionalLong firstNanos() {
        return visits.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(visits.getFirst().startedNanos());
    }
}
