package dev.airelay.health;

import java.util.ArrayList;
import java.util.List;

/// How long a channel takes to its first content, as the [#MOST] askers saw it who were answered
/// last. Immutable.
///
/// For everybody else the middle one of the times holds, so that no asker makes a channel look slow
/// or fast to others by prompts that are very long or very short.
///
/// @param latest the latest first, one each
record FirstTokens(List<Seen> latest) {
    static final FirstTokens NONE = new FirstTokens(List.of());
    static final int MOST = 3;

    private static final double SMOOTHING = 0.8;

    FirstTokens {
        latest = List.copyOf(latest);
    }

    /// @param by mark of the asker; [ShortHash#NONE] for the relay itself, which nobody can mislead
    /// @param millis smoothed; zero is as good as unknown
    record Seen(String by, double millis) {}

    /// For one asker; zero when unknown.
    double of(String mark) {
        double relays = 0;
        for (Seen one : latest) {
            if (one.by().equals(mark)) {
                return one.millis();
            }
            relays = one.by().equals(ShortHash.NONE) ? one.millis() : relays;
        }
        return latest.size() < MOST ? relays : middle();
    }

    private double middle() {
        return latest.stream()
                .mapToDouble(Seen::millis)
                .sorted()
                .skip(MOST / 2)
                .findFirst()
                .orElse(0);
    }

    /// After so many answers that took so long on average. Who is new begins where the others are.
    FirstTokens with(String mark, double millis, int times) {
        double smooth = of(mark);
        double kept = smooth == 0 ? 0 : Math.pow(SMOOTHING, times);
        var next = new ArrayList<Seen>();
        next.add(new Seen(mark, smooth * kept + millis * (1 - kept)));
        latest.stream().filter(one -> !one.by().equals(mark)).limit(MOST - 1).forEach(next::add);
        return new FirstTokens(next);
    }
}
