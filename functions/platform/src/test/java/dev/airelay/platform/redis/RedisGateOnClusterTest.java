package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.StoreException;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.RedisServer.Shape;
import dev.airelay.quota.Holder;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.util.JedisClusterCRC16;

final class RedisGateOnClusterTest extends RedisGateContract {
    @AutoClose private static final LocalRedis REDIS = LocalRedis.start(Shape.CLUSTER);

    @Override
    RedisConnection connection() {
        return REDIS.connection();
    }

    @Test
    void allKeysOfOneUserLieInOneSlotAndThoseOfOthersElsewhere() {
        var holder = new Holder("user-7", 1, Limits.NONE, "key", 1, Limits.NONE);
        var slots =
                List.of(
                                RedisKeys.revisions("user-7"),
                                RedisKeys.keyRates(holder),
                                RedisKeys.userRates(holder),
                                RedisKeys.keySlots(holder),
                                RedisKeys.userSlots(holder))
                        .stream()
                        .map(JedisClusterCRC16::getSlot)
                        .distinct()
                        .toList();

        assertEquals(1, slots.size());
        assertTrue(slots.getFirst() != JedisClusterCRC16.getSlot(RedisKeys.revisions("user-8")));
    }

    @Test
    void aServerWithACertificateThatNobodyTrustsIsNotSpokenTo() {
        try (var trustsPublicOnly =
                new RedisConnection(
                        RedisSettings.plain("127.0.0.1", REDIS.server().port()).asTlsCluster())) {
            assertThrows(
                    StoreException.class, () -> trustsPublicOnly.call(redis -> redis.get("any")));
        }
    }
}
