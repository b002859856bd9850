package dev.airelay.platform.dynamodb;

import dev.airelay.platform.aws.AwsTimeouts;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Opens clients: those that give up soon enough for a caller who waits, and one that does not.
public final class DynamoClients {
    private DynamoClients() {}

    /// A client with the credentials of the environment.
    ///
    /// @param endpoint where a stand-in for the service is; the empty URI means the service itself
    public static DynamoDbClient open(String region, URI endpoint) {
        return open(region, endpoint, environment());
    }

    /// A client for preparations, likewise.
    public static DynamoDbClient openUnhurried(String region, URI endpoint) {
        return openUnhurried(region, endpoint, environment());
    }

    /// A client for the streams of tables, likewise.
    public static DynamoDbStreamsClient openStreams(String region, URI endpoint) {
        return AwsTimeouts.SHORT.open(
                DynamoDbStreamsClient.builder(), region, endpoint, environment());
    }

    public static DynamoDbClient open(
            String region, URI endpoint, AwsCredentialsProvider credentials) {
        return AwsTimeouts.SHORT.open(DynamoDbClient.builder(), region, endpoint, credentials);
    }

    public static DynamoDbClient openUnhurried(
            String region, URI endpoint, AwsCredentialsProvider credentials) {
        return AwsTimeouts.UNHURRIED.open(DynamoDbClient.builder(), region, endpoint, credentials);
    }

    private static AwsCredentialsProvider environment() {
        return DefaultCredentialsProvider.builder().build();
    }
}
