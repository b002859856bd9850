package dev.airelay.bench.environments;

import dev.airelay.bench.Medians;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// One environment from start to end.
///
/// @param how its CPU was limited, in words
/// @param calls of AWS operations, by range and name
record Run(
        Setting setting,
        Case one,
        String how,
        Life life,
        List<Sample> samples,
        Map<Range, Map<String, Long>> calls) {
    /// Milliseconds that a request of a range took on average.
    double mean(Range range, ToLongFunction<Sample> what) {
        return range.of(samples).stream().mapToLong(what).average().orElse(0) / 1e6;
    }

    /// Milliseconds that the middle request of a range took.
    double median(Range range, ToLongFunction<Sample> what) {
        return Medians.of(
                        range.of(samples).stream()
                                .map(sample -> (double) what.applyAsLong(sample))
                                .toList())
                / 1e6;
    }
}
