package dev.airelay.platform.redis;

import dev.airelay.local.engines.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisGuessesOnClusterTest extends RedisGuessesContract {
    private static RedisServer server;
    private static RedisConnection connection;

    @BeforeAll
    static void start() throws Exception {
        server = RedisServer.start(RedisServer.Shape.CLUSTER);
        connection =
                new RedisConnection(
                        RedisSettings.plain("127.0.0.1", server.port()).asTlsCluster(),
                        server.sslContext().getSocketFactory());
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
