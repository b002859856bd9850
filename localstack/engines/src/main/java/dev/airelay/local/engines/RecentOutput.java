package dev.airelay.local.engines;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The latest lines of a process, for those who wait for one of them.
final class RecentOutput {
    private static final int KEPT = 500;

    private final Deque<String> lines = new ArrayDeque<>();
    private long count;
    private boolean ended;

    synchronized void add(String line) {
        lines.addLast(line);
        count++;
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
        notifyAll();
    }

    /// The end of what was heard, for messages about failures.
    synchronized String tail() {
        return lines.stream()
                .skip(Math.max(0, lines.size() - 5))
                .collect(Collectors.joining(" | "));
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized Optional<String> await(Predicate<String> wanted, Duration timeout)
            throws InterruptedException {
        var end = System.nanoTime() + timeout.toNanos();
        var seen = -1L;
        while (true) {
            if (seen != count) {
                seen = count;
                var found = lines.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
            var left = (end - System.nanoTime()) / 1_000_000;
            if (ended || left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
    }
}
