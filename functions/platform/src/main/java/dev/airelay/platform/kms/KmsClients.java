package dev.airelay.platform.kms;

import dev.airelay.platform.aws.AwsTimeouts;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;

/// Opens clients that give up soon enough for a caller who waits.
public final class KmsClients {
    private KmsClients() {}

    /// A client with the credentials of the environment.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public static KmsClient open(String region, URI endpoint) {
        return open(region, endpoint, DefaultCredentialsProvider.builder().build());
    }

    public static KmsClient open(String region, URI endpoint, AwsCredentialsProvider credentials) {
        return AwsTimeouts.LONG.open(KmsClient.builder(), region, endpoint, credentials);
    }
}
