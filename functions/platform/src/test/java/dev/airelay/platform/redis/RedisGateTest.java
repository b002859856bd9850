package dev.airelay.platform.redis;

import dev.airelay.local.engines.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisGateTest extends RedisGateContract {
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
}
