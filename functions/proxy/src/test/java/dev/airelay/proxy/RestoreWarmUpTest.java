package dev.airelay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.dialect.TokenCounter;
import dev.airelay.platform.http.AddressPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreWarmUpTest {
    private static final String NOBODY = "http://127.0.0.1:1";

    @Test
    void servicesThatAreAwayAreLoggedAndDoNotFailTheRestore() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        var settings =
                ProxySettings.read(
                        Map.of(
                                "RELAY_KMS_KEY", "key",
                                "RELAY_HASH_SECRET", "secret",
                                "RELAY_REDIS_HOST", "127.0.0.1",
                                "RELAY_REDIS_PORT", "1",
                                "AWS_REGION", "us-east-1",
                                "AWS_ENDPOINT_URL_DYNAMODB", NOBODY,
                                "AWS_ENDPOINT_URL_KMS", NOBODY,
                                "AWS_ENDPOINT_URL_SECRETS_MANAGER", NOBODY));
        var random = new SnapshotSafeRandom();
        try (var state = new ProxyState(settings, InstantSource.system(), random);
                var wiring =
                        new ProxyWiring(
                                state.stores(),
                                state.guards(),
                                AddressPolicy.PUBLIC_ONLY,
                                TokenCounter.NONE,
                                random,
                                Runnable::run)) {
            List<String> complaints =
                    Complaints.of(
                            () -> new RestoreWarmUp(state, wiring, Duration.ofSeconds(30)).run());
            assertEquals(
                    List.of(
                            "Redis does not tell the news",
                            "the hash secret: not ready, and left to who needs it",
                            "the routes: not ready, and left to who needs it"),
                    complaints.stream().sorted().toList());
        }
    }
}
