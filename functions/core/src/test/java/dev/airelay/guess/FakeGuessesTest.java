package dev.airelay.guess;

import java.time.Duration;
import java.time.Instant;

final class FakeGuessesTest implements GuessesContract {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final Guesses guesses = new FakeGuesses(LIMITS, () -> now);

    @Override
    public Guesses guesses() {
        return guesses;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
