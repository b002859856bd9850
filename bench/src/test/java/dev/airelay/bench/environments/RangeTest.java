package dev.airelay.bench.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void rangesCoverAllRequestsOnce() {
        List<Integer> numbers = IntStream.rangeClosed(1, 500).boxed().toList();
        assertEquals(
                numbers,
                Range.of(500).stream().flatMap(range -> range.of(numbers).stream()).toList());
    }

    @Test
    void theLastRangeEndsWithTheLastRequest() {
        assertEquals(List.of("1"), labels(1));
        assertEquals(List.of("1", "2–10"), labels(10));
        assertEquals(List.of("1", "2–10", "11"), labels(11));
        assertEquals(List.of("1", "2–10", "11–100", "101–500"), labels(500));
    }

    private static List<String> labels(int requests) {
        return Range.of(requests).stream().map(Range::label).toList();
    }
}
