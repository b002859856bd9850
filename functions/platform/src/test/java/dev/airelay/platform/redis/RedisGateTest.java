package dev.airelay.platform.redis;

import dev.airelay.local.engines.RedisServer.Shape;
import org.junit.jupiter.api.AutoClose;

final class RedisGateTest extends RedisGateContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.PLAIN);

    @Override
    RedisConnection connection() {
        return REDIS.connection();
    }
}
