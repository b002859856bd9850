package dev.airelay.platform.dynamodb;

import dev.airelay.guess.Guesses;
import dev.airelay.guess.GuessesContract;
import java.time.Duration;
import java.time.Instant;

/// Its clock is far ahead of the engine's, which deletes what it thinks is over.
final class DynamoGuessesTest implements GuessesContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private Instant now = Instant.parse("2040-01-01T00:00:00Z");
    private final Guesses guesses =
            new DynamoGuesses(LocalDynamo::client, TABLES, LIMITS, () -> now);

    @Override
    public Guesses guesses() {
        return guesses;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
