package dev.airelay.platform.backbone;

import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.settings.Variables;
import java.net.URI;

/// Where the services are that every function uses.
///
/// @param tablePrefix in front of every DynamoDB table's name
/// @param gate where requests are counted
/// @param region AWS region
/// @param endpoints where the AWS services are, when not in AWS
public record BackboneSettings(
        String tablePrefix, GateChoice gate, String region, Endpoints endpoints) {

    /// Addresses of stand-ins for AWS services; the empty URI means the service itself.
    public record Endpoints(URI dynamodb, URI kms, URI secrets) {
        public static final Endpoints AWS =
                new Endpoints(URI.create(""), URI.create(""), URI.create(""));
    }

    /// What is missing or wrong is noted there.
    public static BackboneSettings read(Variables variables) {
        return new BackboneSettings(
                variables.text("RELAY_TABLE_PREFIX", "relay-"),
                GateChoice.read(variables),
                variables.required("AWS_REGION"),
                new Endpoints(
                        variables.uri("AWS_ENDPOINT_URL_DYNAMODB"),
                        variables.uri("AWS_ENDPOINT_URL_KMS"),
                        variables.uri("AWS_ENDPOINT_URL_SECRETS_MANAGER")));
    }
}
