package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.guess.FakeGuesses;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import dev.airelay.guess.GuessesContract;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What counting tries does on every shape of Redis.
abstract class RedisGuessesContract implements GuessesContract {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final Guesses guesses = new RedisGuesses(connection(), LIMITS, Optional.of(() -> now));

    abstract RedisConnection connection();

    @BeforeEach
    void empty() {
        connection().call(redis -> redis.flushAll());
    }

    @Override
    public Guesses guesses() {
        return guesses;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void itDecidesAsTheFakeDoesOverManyRandomTries() {
        var random = new Random(20261121);
        var fake = new FakeGuesses(LIMITS, () -> now);
        for (int i = 0; i < 1_000; i++) {
            pass(Duration.of(random.nextInt(600_000_000), ChronoUnit.MICROS));
            var who = new Guesser("u" + random.nextInt(4), "n" + random.nextInt(3));
            if (random.nextInt(4) == 0) {
                fake.giveBack(who);
                guesses.giveBack(who);
            } else {
                assertEquals(fake.take(who), guesses.take(who));
            }
        }
    }

    @Test
    void countersExpireByThemselves() {
        guesses.take(new Guesser("gone", "gone"));
        for (String key :
                new String[] {RedisKeys.userGuesses("gone"), RedisKeys.networkGuesses("gone")}) {
            long left = connection().call(redis -> redis.pttl(key));
            assertTrue(left > 0 && left <= 3_610_000, () -> "milliseconds left: " + left);
        }
    }

    @Test
    void withTheServersOwnTimeTheWaitIsTheWindow() {
        var real = new RedisGuesses(connection(), LIMITS);
        var who = new Guesser("real", "time");
        for (int i = 0; i < LIMITS.perUser(); i++) {
            assertEquals(Optional.empty(), real.take(who));
        }
        var wait = real.take(who).orElseThrow();
        assertTrue(wait.isPositive() && wait.compareTo(LIMITS.window()) <= 0, wait::toString);
    }
}
