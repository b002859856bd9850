package dev.airelay.platform.redis;

import dev.airelay.folding.SweepContract;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.quota.GatePorts;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class RedisSweepOnClusterTest extends SweepContract {
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

    RedisSweepOnClusterTest() {
        super((funds, clock) -> {
            connection.call(redis -> redis.flushAll());
            var time = new GateClock(Optional.of(clock));
            var holds = new RedisHolds(connection, time);
            return new GatePorts(
                    new RedisGate(connection, funds, time),
                    new RedisRevisions(connection, new Random(1)),
                    holds,
                    holds);
        });
    }
}
