package dev.airelay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void percentilesAreTheNearestRank() {
        var samples = new Samples();
        for (int i = 100; i >= 1; i--) {
            samples.add(i);
        }
        assertEquals(50, samples.percentile(50));
        assertEquals(99, samples.percentile(99));
        assertEquals(100, samples.percentile(100));
        assertEquals(1, samples.percentile(0.1));
    }

    @Test
    void nothingHasNoPercentile() {
        assertEquals(0, new Samples().percentile(50));
    }

    @Test
    void growsAndJoins() {
        var many = new Samples();
        for (int i = 0; i < 40_000; i++) {
            many.add(7);
        }
        var all = new Samples();
        all.addAll(many);
        all.add(9);
        assertEquals(40_001, all.count());
        assertEquals(9, all.percentile(100));
    }
}
