package dev.airelay.settle;

import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.settings.Variables;
import java.net.URI;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param tablePrefix in front of every DynamoDB table's name
/// @param region AWS region
/// @param dynamodb where DynamoDB is; the empty URI means the service itself
public record SettleSettings(String tablePrefix, RedisSettings redis, String region, URI dynamodb) {
    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static SettleSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new SettleSettings(
                        read.text("RELAY_TABLE_PREFIX", "relay-"),
                        RedisSettings.read(read),
                        read.required("AWS_REGION"),
                        read.uri("AWS_ENDPOINT_URL_DYNAMODB"));
        read.refuseProblems();
        return settings;
    }
}
