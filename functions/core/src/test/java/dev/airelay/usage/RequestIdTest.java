package dev.airelay.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void anIdTellsItsArrivalAndIsNobodyElses() {
        var when = Instant.parse("2026-11-21T12:34:56.789Z");

        String id = RequestId.of(when, random);

        assertTrue(id.matches("req_[0-9a-f]{32}"), id);
        assertEquals(Optional.of(when), RequestId.arrival(id));
        assertNotEquals(id, RequestId.of(when, random));
    }

    @Test
    void idsSortByTime() {
        var when = Instant.parse("2026-11-21T12:34:56.789Z");
        assertTrue(
                RequestId.of(when, random).compareTo(RequestId.of(when.plusMillis(1), random)) < 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "req_", "r1", "req_zzzzzzzzzzzz0000", "xyz_0123456789ab"})
    void whatIsNoIdTellsNothing(String text) {
        assertEquals(Optional.empty(), RequestId.arrival(text));
    }
}
