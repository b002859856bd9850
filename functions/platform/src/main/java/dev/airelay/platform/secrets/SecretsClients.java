package dev.airelay.platform.secrets;

import dev.airelay.platform.aws.AwsTimeouts;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Opens clients that give up soon enough for a caller who waits.
public final class SecretsClients {
    private SecretsClients() {}

    /// A client with the credentials of the environment.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public static SecretsManagerClient open(String region, URI endpoint) {
        return open(region, endpoint, DefaultCredentialsProvider.builder().build());
    }

    public static SecretsManagerClient open(
            String region, URI endpoint, AwsCredentialsProvider credentials) {
        return AwsTimeouts.LONG.open(SecretsManagerClient.builder(), region, endpoint, credentials);
    }
}
