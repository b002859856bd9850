package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StoreException;
import dev.airelay.giftcard.Guesser;
import dev.airelay.local.engines.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RedisGuessesTest extends RedisGuessesContract {
    private static RedisServer server;
    private static RedisConnection connection;

    @BeforeAll
    static void start() throws Exception {
        server = RedisServer.start(RedisServer.Shape.PLAIN);
        connection = new RedisConnection(RedisSettings.plain("127.0.0.1", server.port()));
    }

    @AfterAll
    static void stop() {
        connection.close();
        server.close();
    }

    @Override
    RedisConnection connection() {
        return connection;
    }

    @Test
    void withoutRedisNobodyTries() {
        try (var nowhere = new RedisConnection(RedisSettings.plain("127.0.0.1", 1))) {
            var blind = new RedisGuesses(nowhere, LIMITS);
            assertThrows(StoreException.class, () -> blind.take(new Guesser("u", "n")));
        }
    }
}
