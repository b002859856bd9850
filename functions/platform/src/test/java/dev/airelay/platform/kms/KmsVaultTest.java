package dev.airelay.platform.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.secret.Identity;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Vault;
import dev.airelay.secret.VaultContract;
import dev.airelay.secret.VaultException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;

final class KmsVaultTest implements VaultContract {
    private static final String KEY = "alias/airelay";
    private static final String DECRYPT = "TrentService.Decrypt";

    private static AwsEndpoints endpoints;
    private static KmsClient kms;

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final KmsVault vault = new KmsVault(() -> kms, KEY, () -> now, new SecureRandom());

    @BeforeAll
    static void start() throws Exception {
        endpoints = AwsEndpoints.start();
        kms = client(endpoints.uri());
    }

    @AfterAll
    static void stop() {
        kms.close();
        endpoints.close();
    }

    private static KmsClient client(URI endpoint) {
        return KmsClients.open(
                "us-east-1",
                endpoint,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    @Override
    public Vault vault() {
        return vault;
    }

    private int decryptsWhile(Runnable work) {
        int before = endpoints.calls(DECRYPT);
        work.run();
        return endpoints.calls(DECRYPT) - before;
    }

    @Test
    void anOpenedSecretAsksNobodyForFiveMinutes() {
        Sealed sealed = vault.seal(SECRET, OWNER);
        Runnable open = () -> assertEquals(SECRET, vault.open(sealed, OWNER));

        assertEquals(1, decryptsWhile(open));
        now = now.plus(Duration.ofMinutes(5).minusMillis(1));
        assertEquals(0, decryptsWhile(open));
        now = now.plusMillis(1);
        assertEquals(1, decryptsWhile(open));
    }

    @Test
    void whatIsForgottenIsAskedForAgain() {
        Sealed sealed = vault.seal(SECRET, OWNER);
        vault.open(sealed, OWNER);

        vault.forget();

        assertEquals(1, decryptsWhile(() -> vault.open(sealed, OWNER)));
    }

    @Test
    void aRememberedDataKeyOpensNothingForAnotherIdentity() {
        Sealed sealed = vault.seal(SECRET, OWNER);
        vault.open(sealed, OWNER);

        assertThrows(
                VaultException.class,
                () -> vault.open(sealed, new Identity("channel", "channel-2")));
    }

    @Test
    void anotherProcessWithTheSameKmsKeyOpensIt() {
        Sealed sealed = vault.seal(SECRET, OWNER);
        var elsewhere = new KmsVault(() -> kms, endpoints.keyArn(), () -> now, new SecureRandom());

        assertEquals(SECRET, elsewhere.open(sealed, OWNER));
        assertTrue(sealed.text().startsWith("v1."));
    }

    @Test
    void anUnknownKmsKeyOrOneThatIsAwayIsAVaultExceptionWithoutTheSecret() throws Exception {
        var unknown = new KmsVault(() -> kms, "alias/nobody", () -> now, new SecureRandom());
        assertShut(unknown);

        URI closed;
        try (var gone = AwsEndpoints.start()) {
            closed = gone.uri();
        }
        try (var away = client(closed)) {
            assertShut(new KmsVault(() -> away, KEY, () -> now, new SecureRandom()));
        }
    }

    private static void assertShut(Vault vault) {
        var failure = assertThrows(VaultException.class, () -> vault.seal(SECRET, OWNER));
        assertFalse(failure.toString().contains(SECRET.reveal()));
        assertFalse(String.valueOf(failure.getCause()).contains(SECRET.reveal()));
    }
}
