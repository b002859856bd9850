package dev.airelay.bench;

import java.util.Arrays;

/// Durations of one measured cell, in nanoseconds, as many as there were. One thread at a time.
public final class Samples {
    private long[] values = new long[1 << 14];
    private int count;

    public void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = nanos;
    }

    void addAll(Samples others) {
        for (int i = 0; i < others.count; i++) {
            add(others.values[i]);
        }
    }

    public int count() {
        return count;
    }

    /// The smallest value that at least this share of all values does not exceed (nearest rank); 0
    /// when there are none.
    ///
    /// @param percent above 0, at most 100
    public long percentile(double percent) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(percent / 100 * count) - 1)];
    }
}
