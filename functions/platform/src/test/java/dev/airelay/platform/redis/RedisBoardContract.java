package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.ChannelBoard;
import dev.airelay.health.ChannelBoardContract;
import dev.airelay.health.HealthSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the board does on every shape of Redis.
abstract class RedisBoardContract implements ChannelBoardContract {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final ChannelBoard board =
            new RedisBoard(connection(), new GateClock(Optional.of(() -> now)));

    abstract RedisConnection connection();

    @BeforeEach
    void empty() {
        connection().call(redis -> redis.flushAll());
    }

    @Override
    public ChannelBoard board() {
        return board;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    private long millisLeft(String key) {
        return connection().call(redis -> redis.pttl(key));
    }

    @Test
    void notesExpireADayAfterTheLastOne() {
        board.swap("a", "", "one");
        connection().call(redis -> redis.pexpire(RedisKeys.NOTES, 5_000));
        board.swap("a", "stale", "two");
        assertTrue(millisLeft(RedisKeys.NOTES) <= 5_000);

        board.swap("b", "", "one");

        long day = Duration.ofDays(1).toMillis();
        long left = millisLeft(RedisKeys.NOTES);
        assertTrue(left > day - 20_000 && left <= day, () -> "milliseconds left: " + left);
    }

    @Test
    void slotsExpireSoonAfterTheLongestLease() {
        board.enter("a", "long", 2, Duration.ofMinutes(3));
        board.enter("a", "short", 2, Duration.ofMinutes(1));

        long left = millisLeft(RedisKeys.channelSlots("a"));
        assertTrue(left > 170_000 && left <= 190_000, () -> "milliseconds left: " + left);
        board.leave("a", "long");
        board.leave("a", "short");
        long keys = connection().call(redis -> redis.dbSize());
        assertEquals(0, keys);
    }

    @Test
    void theServersOwnClockServesAsWell() {
        var onServerTime = new RedisBoard(connection());
        assertTrue(onServerTime.enter("a", "over", 1, Duration.ZERO));
        assertTrue(onServerTime.enter("a", "r1", 1, LEASE));
        assertFalse(onServerTime.enter("a", "r2", 1, LEASE));
    }

    @Test
    void aServerThatForgotTheScriptsLearnsThemAgain() {
        connection().call(redis -> redis.scriptFlush(RedisKeys.NOTES));
        connection().call(redis -> redis.scriptFlush(RedisKeys.channelSlots("a")));

        assertTrue(board.swap("a", "", "one"));
        assertTrue(board.enter("a", "r1", 1, LEASE));
        assertEquals(new HealthSnapshot(Map.of("a", "one")), board.healths());
    }
}
