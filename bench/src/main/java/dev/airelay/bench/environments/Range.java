package dev.airelay.bench.environments;

import java.util.List;

/// Requests of one environment, by their number since its restore.
///
/// @param from 1 is the first
/// @param to the last, itself among them
record Range(int from, int to) {
    private static final List<Range> ALL =
            List.of(new Range(1, 1), new Range(2, 10), new Range(11, 100), new Range(101, 500));

    /// Those of so many requests; the last range ends with them.
    static List<Range> of(int requests) {
        return ALL.stream()
                .filter(range -> range.from <= requests)
                .map(range -> new Range(range.from, Math.min(range.to, requests)))
                .toList();
    }

    /// This range's part of what all requests of an environment brought.
    <T> List<T> of(List<T> all) {
        return all.subList(from - 1, to);
    }

    String label() {
        return from == to ? Integer.toString(from) : from + "–" + to;
    }
}
