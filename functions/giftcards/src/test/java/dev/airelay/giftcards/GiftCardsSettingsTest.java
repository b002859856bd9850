package dev.airelay.giftcards;

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

class GiftCardsSettingsTest {
    @Test
    void whatIsNotSaidHasItsDefault() {
        assertEquals(
                new GiftCardsSettings(
                        new BackboneSettings(
                                "relay-",
                                new GateChoice.Redis(RedisSettings.plain("redis", 6379)),
                                "eu-west-1",
                                BackboneSettings.Endpoints.AWS),
                        "relay/gift-codes",
                        "relay/signing"),
                GiftCardsSettings.read(
                        Map.of(
                                "RELAY_REDIS_HOST",
                                "redis",
                                "RELAY_GIFT_CODE_SECRET",
                                "relay/gift-codes",
                                "RELAY_SIGNING_SECRET",
                                "relay/signing",
                                "AWS_REGION",
                                "eu-west-1")));
    }

    @Test
    void everythingThatIsMissingOrWrongIsNamed() {
        var problem =
                assertThrows(
                        BadSettingsException.class,
                        () ->
                                GiftCardsSettings.read(
                                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", "somewhere")));
        String message = String.valueOf(problem.getMessage());
        for (String name :
                List.of(
                        "RELAY_REDIS_HOST",
                        "RELAY_GIFT_CODE_SECRET",
                        "RELAY_SIGNING_SECRET",
                        "AWS_REGION",
                        "AWS_ENDPOINT_URL_DYNAMODB")) {
            assertTrue(message.contains(name), message);
        }
    }
}
