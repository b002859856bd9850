package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StoreException;
import dev.airelay.local.engines.RedisServer.Shape;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class RedisBoardTest extends RedisBoardContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.PLAIN);

    @Override
    RedisConnection connection() {
        return REDIS.connection();
    }

    @Test
    void withoutRedisNothingIsTold() {
        try (var nowhere = new RedisConnection(RedisSettings.plain("127.0.0.1", 1))) {
            var blind = new RedisBoard(nowhere);
            assertThrows(StoreException.class, blind::healths);
            assertThrows(StoreException.class, () -> blind.swap("a", "", "one"));
            assertThrows(StoreException.class, () -> blind.enter("a", "r1", 1, LEASE));
            assertThrows(StoreException.class, () -> blind.leave("a", "r1"));
        }
    }
}
