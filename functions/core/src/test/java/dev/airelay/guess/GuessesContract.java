package dev.airelay.guess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.contract.Race;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Guesses] does with [#LIMITS]. Each test has users and networks of its own.
public interface GuessesContract {
    Guesses.Limits LIMITS = new Guesses.Limits(3, 5, Duration.ofHours(1));

    Guesses guesses();

    /// Moves the clock on.
    void pass(Duration time);

    private void taken(int times, Guesser who) {
        for (int i = 0; i < times; i++) {
            assertEquals(Optional.empty(), guesses().take(who));
        }
    }

    @Test
    default void aUserHasSoManyTriesFromAnywhere() {
        taken(2, new Guesser("u1", "a1"));
        pass(Duration.ofMinutes(20));
        taken(1, new Guesser("u1", "a2"));
        assertEquals(Optional.of(Duration.ofMinutes(40)), guesses().take(new Guesser("u1", "a3")));
        taken(1, new Guesser("u1-other", "a3"));
    }

    @Test
    default void aNetworkHasSoManyTriesByAnybody() {
        taken(3, new Guesser("n1", "crowd"));
        pass(Duration.ofMinutes(1));
        taken(2, new Guesser("n2", "crowd"));
        assertEquals(
                Optional.of(Duration.ofMinutes(59)), guesses().take(new Guesser("n3", "crowd")));
        taken(3, new Guesser("n3", "quiet"));
    }

    @Test
    default void whoIsOutOfBothWaitsForTheLater() {
        taken(3, new Guesser("b1", "both"));
        pass(Duration.ofMinutes(10));
        taken(2, new Guesser("b2", "both"));
        taken(1, new Guesser("b2", "elsewhere"));
        assertEquals(Optional.of(Duration.ofHours(1)), guesses().take(new Guesser("b2", "both")));
    }

    @Test
    default void aRefusalTakesNothingAndTheWindowEnds() {
        var who = new Guesser("w", "window");
        taken(3, who);
        for (int i = 0; i < 10; i++) {
            assertEquals(Optional.of(Duration.ofHours(1)), guesses().take(who));
        }
        pass(Duration.ofHours(1));
        taken(3, who);
        assertEquals(Optional.of(Duration.ofHours(1)), guesses().take(who));
    }

    @Test
    default void whatIsGivenBackDoesNotCount() {
        var who = new Guesser("g", "given");
        for (int i = 0; i < 10; i++) {
            taken(1, who);
            guesses().giveBack(who);
        }
        guesses().giveBack(who);
        taken(3, who);
        assertEquals(Optional.of(Duration.ofHours(1)), guesses().take(who));
    }

    @Test
    default void manyAtTheSameMomentAreNoMoreThanAllowed() throws Exception {
        var waits = Race.run(50, _ -> () -> guesses().take(new Guesser("r", "race")));
        assertEquals(3, waits.stream().filter(Optional::isEmpty).count());
    }
}
