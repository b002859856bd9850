package dev.airelay.platform.secrets;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Opens clients that give up soon enough for a caller who waits.
public final class SecretsClients {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(4);

    private SecretsClients() {}

    /// A client with the credentials of the environment.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public static SecretsManagerClient open(String region, URI endpoint) {
        return open(region, endpoint, DefaultCredentialsProvider.builder().build());
    }

    public static SecretsManagerClient open(
            String region, URI endpoint, AwsCredentialsProvider credentials) {
        var builder =
                SecretsManagerClient.builder()
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
