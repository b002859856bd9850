package dev.airelay.giftcards;

import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.settings.Variables;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param backbone where its services are; the gate hears of redeemed cards, and tries are counted
///   where it is
/// @param codeSecret name or ARN of the secret under which codes are hashed
/// @param signingSecret name or ARN of the secret with the keys of session tokens
public record GiftCardsSettings(
        BackboneSettings backbone, String codeSecret, String signingSecret) {
    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static GiftCardsSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new GiftCardsSettings(
                        BackboneSettings.read(read),
                        read.required("RELAY_GIFT_CODE_SECRET"),
                        read.required("RELAY_SIGNING_SECRET"));
        read.refuseProblems();
        return settings;
    }
}
