package dev.airelay.platform.redis;

import dev.airelay.health.ChannelBoard;
import dev.airelay.health.HealthSnapshot;
import java.time.Duration;
import java.util.List;

/// The board in Redis, one round trip a call. Safe for many threads.
///
/// All notes lie in one hash, which [RedisGate] reads along with each admission and which is
/// forgotten a day after the last note; a channel that is gone leaves its note until then. Slots
/// end by the server's own time.
///
/// When the answer to a swap is lost and the connection asks again, the answer is that the note was
/// not there, although the swap was made: what it tells may be told twice.
public final class RedisBoard implements ChannelBoard {
    private static final Script SWAP = Script.load("swap.lua");
    private static final Script ENTER = Script.load("enter.lua");
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final RedisConnection connection;
    private final GateClock clock;

    public RedisBoard(RedisConnection connection) {
        this(connection, GateClock.OF_SERVER);
    }

    /// @param clock instead of the server's, for tests
    RedisBoard(RedisConnection connection, GateClock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public HealthSnapshot healths() {
        return new HealthSnapshot(connection.call(redis -> redis.hgetAll(RedisKeys.NOTES)));
    }

    @Override
    public boolean swap(String channelId, String before, String after) {
        var keys = List.of(RedisKeys.NOTES);
        var arguments = List.of(channelId, before, after, Long.toString(REMEMBERED.toMillis()));
        return connection.call(redis -> SWAP.run(redis, keys, arguments)).equals(1L);
    }

    @Override
    public boolean enter(String channelId, String holder, int most, Duration lease) {
        var keys = List.of(RedisKeys.channelSlots(channelId));
        var arguments =
                List.of(
                        clock.micros(),
                        holder,
                        Integer.toString(most),
                        Long.toString(lease.toNanos() / 1000));
        return connection.call(redis -> ENTER.run(redis, keys, arguments)).equals(1L);
    }

    @Override
    public void leave(String channelId, String holder) {
        connection.call(redis -> redis.zrem(RedisKeys.channelSlots(channelId), holder));
    }
}
