package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How slow a channel looks, and to whom.
class FirstTokensTest {
    private static final String RELAY = ShortHash.NONE;

    private FirstTokens seen = FirstTokens.NONE;

    private void answered(String mark, double millis) {
        seen = seen.with(mark, millis, 1);
    }

    @Test
    void anAskersOwnTimesAreSmoothed() {
        answered("a", 1_000);
        answered("a", 500);

        assertEquals(900, seen.of("a"), 1e-9);
    }

    @Test
    void oneAskersTimesAreNobodyElses() {
        for (int i = 0; i < 50; i++) {
            answered("e", 60_000);
        }

        assertEquals(0, seen.of("a"));
        assertEquals(0, seen.of(RELAY));
    }

    @Test
    void theRelaysOwnAreEverybodys() {
        answered(RELAY, 700);

        assertEquals(700, seen.of("a"));
    }

    @Test
    void theMiddleOneOfThreeHoldsForTheOthers() {
        answered("e", 60_000);
        answered("b", 800);
        assertEquals(0, seen.of("a"), "two may differ by what they ask");

        answered("c", 900);

        assertEquals(900, seen.of("a"));
        assertEquals(800, seen.of("b"));
        assertEquals(60_000, seen.of("e"));
    }

    @Test
    void whoIsNewBeginsWhereTheOthersAre() {
        answered("b", 500);
        answered("c", 500);
        answered("d", 500);

        answered("a", 1_000);

        assertEquals(600, seen.of("a"), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 60_000})
    void oneAskerMovesTheOthersTimesByNothingHoweverItMixesWithThem(double millis) {
        var random = new SplittableRandom(3);
        String[] innocent = {"a", "b", "c", RELAY};
        for (String mark : innocent) {
            answered(mark, 500);
        }
        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(3) == 0) {
                answered(innocent[random.nextInt(innocent.length)], 500);
            } else {
                answered("e", millis);
            }
            for (String mark : innocent) {
                assertEquals(500, seen.of(mark), 1e-6);
            }
        }
        assertNotEquals(500, seen.of("e"), 1);
    }
}
