package dev.airelay.platform.redis;

import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.engines.RedisServer.Shape;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/// A Redis server and a connection to it, for as long as a test class runs.
record LocalRedis(RedisServer server, RedisConnection connection) implements AutoCloseable {
    static LocalRedis start(Shape shape) {
        try {
            RedisServer server = RedisServer.start(shape);
            return new LocalRedis(server, connect(server, shape));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// As a client has to that trusts the server.
    static RedisConnection connect(RedisServer server, Shape shape) {
        var settings = RedisSettings.plain("127.0.0.1", server.port());
        return switch (shape) {
            case PLAIN -> new RedisConnection(settings);
            case TLS ->
                    new RedisConnection(settings.overTls(), server.sslContext().getSocketFactory());
            case CLUSTER ->
                    new RedisConnection(
                            settings.asTlsCluster(), server.sslContext().getSocketFactory());
        };
    }

    /// A gate on which nothing was taken yet, because the server has forgotten everything.
    GatePorts freshGate(FundsSource funds, InstantSource clock) {
        connection.call(redis -> redis.flushAll());
        var time = new GateClock(Optional.of(clock));
        var holds = new RedisHolds(connection, time);
        return new GatePorts(
                new RedisGate(connection, funds, time),
                new RedisRevisions(connection, new Random(1)),
                holds,
                holds,
                new RedisBoard(connection, time));
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
