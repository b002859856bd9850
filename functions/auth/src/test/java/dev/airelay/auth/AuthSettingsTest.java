package dev.airelay.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.settings.BadSettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthSettingsTest {
    @Test
    void whatIsNotSaidHasItsDefault() {
        assertEquals(
                new AuthSettings(
                        new BackboneSettings(
                                "relay-",
                                new GateChoice.Redis(RedisSettings.plain("redis", 6379)),
                                "eu-west-1",
                                BackboneSettings.Endpoints.AWS),
                        new AuthSettings.Secrets("relay/signing", "relay/hash", "relay/setup"),
                        false),
                AuthSettings.read(
                        Map.of(
                                "RELAY_REDIS_HOST",
                                "redis",
                                "RELAY_SIGNING_SECRET",
                                "relay/signing",
                                "RELAY_HASH_SECRET",
                                "relay/hash",
                                "RELAY_SETUP_CODE_SECRET",
                                "relay/setup",
                                "AWS_REGION",
                                "eu-west-1")));
    }

    @Test
    void everythingThatIsMissingOrWrongIsNamed() {
        var problem =
                assertThrows(
                        BadSettingsException.class,
                        () -> AuthSettings.read(Map.of("RELAY_PLAIN_HTTP", "perhaps")));
        for (String name :
                List.of(
                        "AWS_REGION",
                        "RELAY_SIGNING_SECRET",
                        "RELAY_HASH_SECRET",
                        "RELAY_SETUP_CODE_SECRET",
                        "RELAY_PLAIN_HTTP")) {
            assertTrue(String.valueOf(problem.getMessage()).contains(name), name);
        }
    }
}
