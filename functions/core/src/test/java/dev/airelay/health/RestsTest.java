package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Rested;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What of a channel rests, and for whom.
class RestsTest {
    private static final String ALL = "";
    private static final RestTarget.Key KEY = new RestTarget.Key("1");

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private Health health = Health.UNKNOWN;

    private void rests(RestTarget what, int seconds, String asker) {
        health = health.after(new Rested(what, now.plusSeconds(seconds), asker), now);
    }

    private boolean resting(RestTarget what, String asker) {
        return health.to(asker).rests(what, now);
    }

    @Test
    void itRestsForTheAskerWhoMetWithIt() {
        rests(KEY, 9, "eve");

        assertTrue(resting(KEY, "eve"));
        assertFalse(resting(KEY, "ann"));
        assertFalse(resting(KEY, ALL));
        assertTrue(health.to("ann").clean());
    }

    @Test
    void itRestsForEverybodyOnceTwoMetWithIt() {
        rests(KEY, 9, "eve");
        rests(KEY, 9, "eve");
        assertFalse(resting(KEY, "ann"));

        rests(KEY, 5, "bob");

        assertTrue(resting(KEY, "ann"));
        now = now.plusSeconds(5);
        assertFalse(resting(KEY, "ann"));
        assertTrue(resting(KEY, "eve"));
    }

    @Test
    void whatNobodyProvokedRestsForEverybody() {
        rests(KEY, 9, ALL);

        assertTrue(resting(KEY, "ann"));
        assertTrue(resting(KEY, ALL));
    }

    @Test
    void keysAndModelsOfOneNameAreTwoThings() {
        rests(new RestTarget.Model("1"), 9, ALL);

        assertTrue(resting(new RestTarget.Model("1"), "ann"));
        assertFalse(resting(KEY, "ann"));
        assertFalse(resting(new RestTarget.Model("2"), "ann"));
    }

    @Test
    void ofOneAskersRestsThoseThatEndSoonestAreForgotten() {
        for (int i = 1; i <= 100; i++) {
            rests(new RestTarget.Model("m" + i), i, "eve");
        }

        assertEquals(Rests.MOST_OF_ONE_ASKER, health.rests().all().size());
        assertTrue(resting(new RestTarget.Model("m100"), "eve"));
        assertTrue(resting(new RestTarget.Model("m93"), "eve"));
        assertFalse(resting(new RestTarget.Model("m92"), "eve"));
    }

    @Test
    void aCrowdPushesOutNothingThatHoldsForAll() {
        for (int i = 0; i < 10; i++) {
            rests(new RestTarget.Key("k" + i), 1, ALL);
        }
        for (int i = 0; i < 100; i++) {
            rests(new RestTarget.Model("m" + i), 900, "crowd" + i);
        }

        assertEquals(Rests.MOST, health.rests().all().size());
        for (int i = 0; i < 10; i++) {
            assertTrue(resting(new RestTarget.Key("k" + i), "ann"));
        }
    }

    @Test
    void soManyKeysMayRestForAll() {
        for (int i = 1; i <= 2 * Rests.MOST; i++) {
            rests(new RestTarget.Key("k" + i), i, ALL);
        }

        assertEquals(Rests.MOST, health.rests().all().size());
        assertFalse(resting(new RestTarget.Key("k" + Rests.MOST), "ann"));
        assertTrue(resting(new RestTarget.Key("k" + (Rests.MOST + 1)), "ann"));
    }
}
