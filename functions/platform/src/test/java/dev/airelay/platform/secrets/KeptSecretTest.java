package dev.airelay.platform.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import dev.airelay.failure.StoreException;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.secret.Secret;
import java.net.URI;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

final class KeptSecretTest {
    private static final String READ = "secretsmanager.GetSecretValue";

    private AwsEndpoints endpoints;
    private SecretsManagerClient secrets;

    @BeforeEach
    void start() throws Exception {
        endpoints = AwsEndpoints.start();
        secrets = client(endpoints.uri());
        secrets.createSecret(ask -> ask.name("relay/pepper").secretString("first"));
    }

    @AfterEach
    void stop() {
        secrets.close();
        endpoints.close();
    }

    private static SecretsManagerClient client(URI endpoint) {
        return SecretsClients.open(
                "us-east-1",
                endpoint,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    @Test
    void itIsReadOnceAndOnlyWhenItIsNeeded() throws Exception {
        var pepper = new KeptSecret(() -> secrets, "relay/pepper");
        assertEquals(0, endpoints.calls(READ));

        var read = Race.run(16, i -> pepper::get);

        assertEquals(16, Collections.frequency(read, new Secret("first")));
        assertEquals(1, endpoints.calls(READ));
    }

    @Test
    void whatIsForgottenIsReadAgain() {
        var pepper = new KeptSecret(() -> secrets, "relay/pepper");
        pepper.get();
        secrets.putSecretValue(ask -> ask.secretId("relay/pepper").secretString("second"));
        assertEquals(new Secret("first"), pepper.get());

        pepper.forget();

        assertEquals(new Secret("second"), pepper.get());
    }

    @Test
    void aSecretThatDoesNotExistIsAStoreException() {
        var nobodys = new KeptSecret(() -> secrets, "relay/nobody");

        assertThrows(StoreException.class, nobodys::get);
    }

    @Test
    void aSecretWithoutTextIsAStoreException() {
        secrets.createSecret(
                ask -> ask.name("relay/binary").secretBinary(SdkBytes.fromUtf8String("bytes")));
        var binary = new KeptSecret(() -> secrets, "relay/binary");

        assertThrows(StoreException.class, binary::get);
    }

    @Test
    void aServiceThatIsAwayIsAStoreExceptionAndIsAskedAgainLater() {
        URI closed = endpoints.uri();
        endpoints.close();
        try (var away = client(closed)) {
            var pepper = new KeptSecret(() -> away, "relay/pepper");

            var failure = assertThrows(StoreException.class, pepper::get);

            assertFalse(failure.toString().contains("first"));
            assertThrows(StoreException.class, pepper::get);
        }
    }
}
