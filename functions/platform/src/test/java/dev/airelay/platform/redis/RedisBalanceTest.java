package dev.airelay.platform.redis;

import dev.airelay.local.engines.RedisServer.Shape;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.GatePorts;
import dev.airelay.relaying.BalanceContract;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;

final class RedisBalanceTest implements BalanceContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.PLAIN);

    @Override
    public GatePorts gate(FakeFunds funds) {
        return REDIS.freshGate(funds, () -> Instant.parse("2026-11-21T00:00:00Z"));
    }

    @Override
    public int rounds() {
        return 50;
    }

    @Override
    public int requests() {
        return 3;
    }
}
