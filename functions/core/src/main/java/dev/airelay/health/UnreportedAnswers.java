package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers of one channel that nobody was told of yet, asker by asker. Safe for many threads.
final class UnreportedAnswers {
    private final Map<String, Sum> answers = new HashMap<>();
    private Instant toldAt = Instant.EPOCH;

    /// @param timed how many of them measured their first content
    private record Sum(int times, int timed, double millis) {
        static final Sum NONE = new Sum(0, 0, 0);

        Sum and(Observation.Answered one) {
            boolean measured = one.firstTokenMillis() >= 0;
            return new Sum(
                    times + one.times(),
                    timed + (measured ? one.times() : 0),
                    millis + (measured ? one.firstTokenMillis() * one.times() : 0));
        }

        Observation together(String asker) {
            return new Observation.Answered(times, timed == 0 ? -1 : millis / timed, false, asker);
        }
    }

    synchronized void add(Observation.Answered one) {
        answers.put(one.asker(), answers.getOrDefault(one.asker(), Sum.NONE).and(one));
    }

    /// Whether it is so long ago that somebody told of them, or nobody ever did.
    synchronized boolean due(Duration patience, Instant now) {
        return !now.isBefore(toldAt.plus(patience));
    }

    /// All of them, for whoever tells of them now.
    synchronized List<Observation> take(Instant now) {
        List<Observation> taken =
                answers.entrySet().stream()
                        .map(one -> one.getValue().together(one.getKey()))
                        .toList();
        answers.clear();
        toldAt = now;
        return taken;
    }
}
