package dev.airelay.platform.kms;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/// Opens clients that give up soon enough for a caller who waits.
public final class KmsClients {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(4);

    private KmsClients() {}

    /// A client with the credentials of the environment.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public static KmsClient open(String region, URI endpoint) {
        return open(region, endpoint, DefaultCredentialsProvider.builder().build());
    }

    public static KmsClient open(String region, URI endpoint, AwsCredentialsProvider credentials) {
        var builder =
                KmsClient.builder()
                        .region(Region.of(region))
                        .credentialsProvider(credentials)
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .connectionTimeout(ATTEMPT)
                                        .socketTimeout(ATTEMPT))
                        .overrideConfiguration(options ->
                                options.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT));
        if (!endpoint.toString().isEmpty()) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}
