package dev.airelay.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.settings.BadSettingsException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettleSettingsTest {
    @Test
    void whatIsNotSaidHasItsDefault() {
        assertEquals(
                new SettleSettings(
                        new BackboneSettings(
                                "relay-",
                                new GateChoice.Redis(RedisSettings.plain("redis", 6379)),
                                "eu-west-1",
                                BackboneSettings.Endpoints.AWS),
                        "alias/k",
                        AddressPolicy.PUBLIC_ONLY),
                SettleSettings.read(
                        Map.of(
                                "RELAY_REDIS_HOST", "redis",
                                "RELAY_KMS_KEY", "alias/k",
                                "AWS_REGION", "eu-west-1")));
    }

    @Test
    void whatIsSaidIsRead() {
        assertEquals(
                new SettleSettings(
                        new BackboneSettings(
                                "p-",
                                new GateChoice.Dynamo(),
                                "eu-west-1",
                                new BackboneSettings.Endpoints(
                                        URI.create("http://127.0.0.1:1"),
                                        URI.create("http://127.0.0.1:2"),
                                        URI.create(""))),
                        "alias/k",
                        AddressPolicy.ALLOW_LOOPBACK),
                SettleSettings.read(
                        Map.of(
                                "RELAY_TABLE_PREFIX", "p-",
                                "RELAY_GATE", "dynamodb",
                                "RELAY_KMS_KEY", "alias/k",
                                "AWS_REGION", "eu-west-1",
                                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1",
                                "AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:2",
                                "RELAY_ALLOW_LOOPBACK_UPSTREAMS", "true")));
    }

    @Test
    void whatIsMissingIsNamed() {
        var problem = assertThrows(BadSettingsException.class, () -> SettleSettings.read(Map.of()));
        String message = String.valueOf(problem.getMessage());
        for (String name : List.of("RELAY_REDIS_HOST", "RELAY_KMS_KEY", "AWS_REGION")) {
            assertTrue(message.contains(name), message);
        }
    }
}
