package dev.airelay.settle;

import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.settings.Variables;
import java.net.URI;
import java.util.Map;

/// Everything that the environment tells this function, read once.
///
/// @param tablePrefix in front of every DynamoDB table's name
/// @param gate where requests are counted, which hears of their bookings
/// @param kmsKey id, ARN or alias of the key under which upstream keys are sealed
/// @param region AWS region
/// @param endpoints where the AWS services are, when not in AWS
/// @param upstreamAddresses which addresses channels may lead to
public record SettleSettings(
        String tablePrefix,
        GateChoice gate,
        String kmsKey,
        String region,
        Endpoints endpoints,
        AddressPolicy upstreamAddresses) {

    /// Addresses of stand-ins for AWS services; the empty URI means the service itself.
    public record Endpoints(URI dynamodb, URI kms) {
        public static final Endpoints AWS = new Endpoints(URI.create(""), URI.create(""));
    }

    /// @param variables the process environment
    /// @throws dev.airelay.platform.settings.BadSettingsException naming every variable that is
    ///   missing or cannot be understood
    public static SettleSettings read(Map<String, String> variables) {
        var read = new Variables(variables);
        var settings =
                new SettleSettings(
                        read.text("RELAY_TABLE_PREFIX", "relay-"),
                        GateChoice.read(read),
                        read.required("RELAY_KMS_KEY"),
                        read.required("AWS_REGION"),
                        new Endpoints(
                                read.uri("AWS_ENDPOINT_URL_DYNAMODB"),
                                read.uri("AWS_ENDPOINT_URL_KMS")),
                        read.flag("RELAY_ALLOW_LOOPBACK_UPSTREAMS")
                                ? AddressPolicy.ALLOW_LOOPBACK
                                : AddressPolicy.PUBLIC_ONLY);
        read.refuseProblems();
        return settings;
    }
}
