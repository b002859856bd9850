package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StoreException;
import dev.airelay.guess.Guesser;
import dev.airelay.local.engines.RedisServer.Shape;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class RedisGuessesTest extends RedisGuessesContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.PLAIN);

    @Override
    RedisConnection connection() {
        return REDIS.connection();
    }

    @Test
    void withoutRedisNobodyTries() {
        try (var nowhere = new RedisConnection(RedisSettings.plain("127.0.0.1", 1))) {
            var blind = new RedisGuesses(nowhere, LIMITS);
            assertThrows(StoreException.class, () -> blind.take(new Guesser("u", "n")));
        }
    }
}
