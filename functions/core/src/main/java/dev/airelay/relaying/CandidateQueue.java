package dev.airelay.relaying;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The candidates that nobody has tried yet, in order. Two attempts that run beside each other take
/// from the same line. Safe for use by several threads.
final class CandidateQueue {
    private final Deque<Candidate> waiting;

    CandidateQueue(List<Candidate> candidates) {
        waiting = new ArrayDeque<>(candidates);
    }

    synchronized Optional<Candidate> next() {
        return Optional.ofNullable(waiting.poll());
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
