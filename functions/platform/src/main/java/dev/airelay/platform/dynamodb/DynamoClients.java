package dev.airelay.platform.dynamodb;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Opens clients that give up soon enough for a caller who waits.
public final class DynamoClients {
    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    private DynamoClients() {}

    /// A client with the credentials of the environment.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public static DynamoDbClient open(String region, URI endpoint) {
        return open(region, endpoint, DefaultCredentialsProvider.builder().build());
    }

    public static DynamoDbClient open(
            String region, URI endpoint, AwsCredentialsProvider credentials) {
        var builder =
                DynamoDbClient.builder()
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
