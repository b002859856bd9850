package dev.airelay.platform.redis;

import dev.airelay.folding.SweepContract;
import dev.airelay.local.engines.RedisServer.Shape;
import org.junit.jupiter.api.AutoClose;

final class RedisSweepOnClusterTest extends SweepContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.CLUSTER);

    RedisSweepOnClusterTest() {
        super(REDIS::freshGate);
    }
}
