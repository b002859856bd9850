package dev.airelay.giftcards;

import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.settings.Variables;
import java.net.URI;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param tablePrefix in front of every DynamoDB table's name
/// @param gate which hears of redeemed cards; tries are counted where it is
/// @param codeSecret name or ARN of the secret under which codes are hashed
/// @param signingSecret name or ARN of the secret with the keys of session tokens
/// @param region AWS region
/// @param dynamodb where DynamoDB is; the empty URI means the service itself
/// @param secrets where Secrets Manager is, likewise
public record GiftCardsSettings(
        String tablePrefix,
        GateChoice gate,
        String codeSecret,
        String signingSecret,
        String region,
        URI dynamodb,
        URI secrets) {
    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static GiftCardsSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new GiftCardsSettings(
                        read.text("RELAY_TABLE_PREFIX", "relay-"),
                        GateChoice.read(read),
                        read.required("RELAY_GIFT_CODE_SECRET"),
                        read.required("RELAY_SIGNING_SECRET"),
                        read.required("AWS_REGION"),
                        read.uri("AWS_ENDPOINT_URL_DYNAMODB"),
                        read.uri("AWS_ENDPOINT_URL_SECRETS_MANAGER"));
        read.refuseProblems();
        return settings;
    }
}
