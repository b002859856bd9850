package dev.airelay.bench;

import java.util.List;

/// The middle of a few numbers.
public final class Medians {
    private Medians() {}

    /// The upper of both middle ones when their number is even.
    ///
    /// @param values at least one
    public static double of(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
