package dev.airelay.platform.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/// How long a client of an AWS service waits before it gives up.
///
/// @param call a call with all its attempts
/// @param attempt one attempt
public record AwsTimeouts(Duration call, Duration attempt) {
    /// For what a caller waits for.
    public static final AwsTimeouts SHORT =
            new AwsTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(1));

    /// For what is asked once and remembered, and without which nothing goes on.
    public static final AwsTimeouts LONG =
            new AwsTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(4));

    /// For preparations that no caller waits for, on a machine that may be busy with much else.
    public static final AwsTimeouts UNHURRIED =
            new AwsTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(30));

    /// Builds a client that has this patience.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C open(
            B builder, String region, URI endpoint, AwsCredentialsProvider credentials) {
        return open(builder, region, endpoint, credentials, Apache5HttpClient.builder());
    }

    /// @param http in the making, with all but its patience
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C open(
            B builder,
            String region,
            URI endpoint,
            AwsCredentialsProvider credentials,
            Apache5HttpClient.Builder http) {
        builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .overrideConfiguration(
                        options -> options.apiCallTimeout(call).apiCallAttemptTimeout(attempt));
        builder.httpClientBuilder(
                new AbortableHttpClient.Builder(
                        http.connectionTimeout(attempt).socketTimeout(attempt)));
        if (!endpoint.toString().isEmpty()) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}
