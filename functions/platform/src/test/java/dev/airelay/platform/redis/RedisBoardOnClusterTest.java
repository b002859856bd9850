package dev.airelay.platform.redis;

import dev.airelay.local.engines.RedisServer.Shape;
import org.junit.jupiter.api.AutoClose;

final class RedisBoardOnClusterTest extends RedisBoardContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.CLUSTER);

    @Override
    RedisConnection connection() {
        return REDIS.connection();
    }
}
