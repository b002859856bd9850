package dev.airelay.settle;

import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.settings.Variables;
import java.net.URI;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param tablePrefix in front of every DynamoDB table's name
/// @param gate where requests are counted, which hears of their bookings
/// @param region AWS region
/// @param dynamodb where DynamoDB is; the empty URI means the service itself
public record SettleSettings(String tablePrefix, GateChoice gate, String region, URI dynamodb) {
    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static SettleSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new SettleSettings(
                        read.text("RELAY_TABLE_PREFIX", "relay-"),
                        GateChoice.read(read),
                        read.required("AWS_REGION"),
                        read.uri("AWS_ENDPOINT_URL_DYNAMODB"));
        read.refuseProblems();
        return settings;
    }
}
