package dev.airelay.guess;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tries counted in memory.
public final class FakeGuesses implements Guesses {
    private record Count(int taken, Instant until) {}

    private final Limits limits;
    private final InstantSource clock;
    private final Map<String, Count> counts = new HashMap<>();

    public FakeGuesses(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Duration> take(Guesser who) {
        var now = clock.instant();
        var user = count("user/" + who.userId(), now);
        var network = count("network/" + who.network(), now);
        var wait = Duration.ZERO;
        if (user.taken >= limits.perUser()) {
            wait = Duration.between(now, user.until);
        }
        if (network.taken >= limits.perNetwork()) {
            var other = Duration.between(now, network.until);
            wait = wait.compareTo(other) > 0 ? wait : other;
        }
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        counts.put("user/" + who.userId(), new Count(user.taken + 1, user.until));
        counts.put("network/" + who.network(), new Count(network.taken + 1, network.until));
        return Optional.empty();
    }

    @Override
    public synchronized void giveBack(Guesser who) {
        var now = clock.instant();
        for (var key : new String[] {"user/" + who.userId(), "network/" + who.network()}) {
            var count = count(key, now);
            if (count.taken > 0) {
                counts.put(key, new Count(count.taken - 1, count.until));
            }
        }
    }

    private Count count(String key, Instant now) {
        var count = counts.get(key);
        return count == null || !count.until.isAfter(now)
                ? new Count(0, now.plus(limits.window()))
                : count;
    }
}
