package dev.airelay.platform.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

final class AwsTimeoutsTest {
    private static final AwsTimeouts LITTLE =
            new AwsTimeouts(Duration.ofMillis(900), Duration.ofMillis(100));

    private static KmsClient client(ServerSocket silent) {
        return LITTLE.open(
                KmsClient.builder(),
                "eu-central-1",
                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                Apache5HttpClient.builder().maxConnections(1));
    }

    /// Most of them wait for the one connection when their time is over.
    @Test
    void whoeverHasWaitedForAConnectionIsToldSoLikeAnyoneElse() throws Exception {
        try (var silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                KmsClient kms = client(silent)) {
            List<Throwable> failures =
                    Race.run(64, _ -> () -> assertThrows(Throwable.class, kms::listKeys));
            assertEquals(
                    List.of(),
                    failures.stream().filter(one -> !(one instanceof SdkException)).toList());
        }
    }
}
