package dev.airelay.giftcard;

import java.time.Duration;
import java.time.Instant;

final class FakeGuessesTest implements GuessesContract {
    private Instant now = Cards.NOON;
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
