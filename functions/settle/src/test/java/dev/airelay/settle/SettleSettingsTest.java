package dev.airelay.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.settings.BadSettingsException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettleSettingsTest {
    @Test
    void whatIsNotSaidHasItsDefault() {
        assertEquals(
                new SettleSettings(
                        "relay-",
                        new GateChoice.Redis(RedisSettings.plain("redis", 6379)),
                        "eu-west-1",
                        URI.create("")),
                SettleSettings.read(
                        Map.of("RELAY_REDIS_HOST", "redis", "AWS_REGION", "eu-west-1")));
    }

    @Test
    void aGateInDynamoNeedsNoRedis() {
        assertEquals(
                new GateChoice.Dynamo(),
                SettleSettings.read(Map.of("RELAY_GATE", "dynamodb", "AWS_REGION", "eu-west-1"))
                        .gate());
    }

    @Test
    void whatIsMissingIsNamed() {
        var problem = assertThrows(BadSettingsException.class, () -> SettleSettings.read(Map.of()));
        String message = String.valueOf(problem.getMessage());
        assertTrue(message.contains("RELAY_REDIS_HOST") && message.contains("AWS_REGION"), message);
    }
}
