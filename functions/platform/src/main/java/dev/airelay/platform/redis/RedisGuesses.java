package dev.airelay.platform.redis;

import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Tries of gift codes, counted in Redis by `guess.lua` in one round trip. Counters expire by
/// themselves; time is the server's own.
public final class RedisGuesses implements Guesses {
    private static final Script GUESS = Script.load("guess.lua");

    private final RedisConnection connection;
    private final Limits limits;
    private final Optional<InstantSource> clock;

    public RedisGuesses(RedisConnection connection, Limits limits) {
        this(connection, limits, Optional.empty());
    }

    /// @param clock instead of the server's, for tests
    RedisGuesses(RedisConnection connection, Limits limits, Optional<InstantSource> clock) {
        this.connection = connection;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> take(Guesser who) {
        long micros = run(who, "take");
        return micros == 0 ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
    }

    @Override
    public void giveBack(Guesser who) {
        long _ = run(who, "back");
    }

    /// Should the call be repeated because an answer was lost, a try is counted twice or given back
    /// twice; the limits are that much off for one window.
    private long run(Guesser who, String what) {
        var keys =
                List.of(
                        RedisKeys.userGuesses(who.userId()),
                        RedisKeys.networkGuesses(who.network()));
        var arguments =
                List.of(
                        clock.map(InstantSource::instant)
                                .map(now -> text(ChronoUnit.MICROS.between(Instant.EPOCH, now)))
                                .orElse(""),
                        text(limits.window().toNanos() / 1000),
                        what,
                        text(limits.perUser()),
                        text(limits.perNetwork()));
        return (Long) connection.call(redis -> GUESS.run(redis, keys, arguments));
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
