package dev.airelay.local.engines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class AwsEndpointsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.250Z");
    private static final Map<String, String> OWNER = Map.of("kind", "channel", "id", "7");

    @TempDir Path folder;

    private AwsEndpoints endpoints;
    private KmsClient kms;
    private SecretsManagerClient secrets;

    @BeforeEach
    void start() throws IOException {
        endpoints = AwsEndpoints.start(0, Storage.folder(folder), InstantSource.fixed(NOW));
        kms = local(KmsClient.builder());
        secrets = local(SecretsManagerClient.builder());
    }

    @AfterEach
    void stop() {
        kms.close();
        secrets.close();
        endpoints.close();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C local(B builder) {
        return builder.endpointOverride(endpoints.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private void startAgain() throws IOException {
        stop();
        start();
    }

    private SdkBytes decrypt(SdkBytes sealed, Map<String, String> context) {
        return kms.decrypt(ask -> ask.ciphertextBlob(sealed).encryptionContext(context))
                .plaintext();
    }

    @Test
    void aDataKeyOpensUnderTheSameContextOnly() {
        var made =
                kms.generateDataKey(ask ->
                        ask.keyId("alias/airelay")
                                .keySpec(DataKeySpec.AES_256)
                                .encryptionContext(OWNER));
        assertEquals(endpoints.keyArn(), made.keyId());
        assertEquals(32, made.plaintext().asByteArray().length);
        assertEquals(made.plaintext(), decrypt(made.ciphertextBlob(), OWNER));
        assertThrows(
                InvalidCiphertextException.class,
                () -> decrypt(made.ciphertextBlob(), Map.of("kind", "channel", "id", "8")));
        assertThrows(
                InvalidCiphertextException.class, () -> decrypt(made.ciphertextBlob(), Map.of()));
        assertEquals(3, endpoints.calls("TrentService.Decrypt"));
    }

    @Test
    void changedOrShortCiphertextsAreInvalid() {
        var sealed =
                kms.encrypt(ask ->
                                ask.keyId(endpoints.keyArn())
                                        .plaintext(SdkBytes.fromUtf8String("secret")))
                        .ciphertextBlob()
                        .asByteArray();
        assertEquals("secret", decrypt(SdkBytes.fromByteArray(sealed), Map.of()).asUtf8String());
        for (int at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThrows(
                    InvalidCiphertextException.class,
                    () -> decrypt(SdkBytes.fromByteArray(changed), Map.of()));
        }
        assertThrows(
                InvalidCiphertextException.class,
                () -> decrypt(SdkBytes.fromUtf8String("short"), Map.of()));
    }

    @Test
    void keysAreToldApart() {
        var other = kms.createKey(ask -> ask.description("other")).keyMetadata();
        assertEquals(NOW, other.creationDate());
        assertTrue(other.enabled());
        assertNotEquals(endpoints.keyArn(), other.arn());
        assertEquals(other, kms.describeKey(ask -> ask.keyId(other.keyId())).keyMetadata());
        var sealed =
                kms.encrypt(ask -> ask.keyId(other.keyId()).plaintext(SdkBytes.fromUtf8String("x")))
                        .ciphertextBlob();
        assertEquals("x", decrypt(sealed, Map.of()).asUtf8String());
        assertThrows(
                IncorrectKeyException.class,
                () -> kms.decrypt(ask -> ask.ciphertextBlob(sealed).keyId("alias/airelay")));
        assertThrows(
                NotFoundException.class, () -> kms.describeKey(ask -> ask.keyId("alias/none")));
    }

    @Test
    void aDataKeyNeedsOneLength() {
        var neither =
                assertThrows(
                        KmsException.class,
                        () -> kms.generateDataKey(ask -> ask.keyId("alias/airelay")));
        assertEquals("ValidationException", neither.awsErrorDetails().errorCode());
        var sixty =
                kms.generateDataKey(ask -> ask.keyId("alias/airelay").numberOfBytes(60))
                        .plaintext();
        assertEquals(60, sixty.asByteArray().length);
    }

    @Test
    void whatWasSealedOpensAfterANewStartAndTheFilesAreTheOwnersOnly() throws Exception {
        var sealed =
                kms.encrypt(ask ->
                                ask.keyId("alias/airelay")
                                        .plaintext(SdkBytes.fromUtf8String("kept")))
                        .ciphertextBlob();
        secrets.createSecret(ask -> ask.name("relay/pepper").secretString("p"));
        startAgain();
        assertEquals("kept", decrypt(sealed, Map.of()).asUtf8String());
        assertEquals(
                "p", secrets.getSecretValue(ask -> ask.secretId("relay/pepper")).secretString());
        try (var files = Files.list(folder)) {
            var found = files.sorted().toList();
            assertEquals(
                    List.of(folder.resolve("kms.json"), folder.resolve("secrets.json")), found);
            for (var file : found) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void aSecretIsFoundByNameAndArnAndKeepsItsPreviousValue() {
        var created = secrets.createSecret(ask -> ask.name("relay/pepper").secretString("one"));
        var renewed =
                secrets.putSecretValue(ask -> ask.secretId(created.arn()).secretString("two"));
        assertEquals(List.of("AWSCURRENT"), renewed.versionStages());
        var current = secrets.getSecretValue(ask -> ask.secretId("relay/pepper"));
        assertEquals("two", current.secretString());
        assertEquals(renewed.versionId(), current.versionId());
        assertEquals(NOW, current.createdDate());
        var previous =
                secrets.getSecretValue(
                        ask -> ask.secretId(created.arn()).versionStage("AWSPREVIOUS"));
        assertEquals("one", previous.secretString());
        assertEquals(created.versionId(), previous.versionId());

        secrets.putSecretValue(ask -> ask.secretId("relay/pepper").secretString("three"));
        assertEquals(
                Map.of(renewed.versionId(), List.of("AWSPREVIOUS")),
                withoutCurrent(
                        secrets.describeSecret(ask -> ask.secretId("relay/pepper"))
                                .versionIdsToStages()));
    }

    private static Map<String, List<String>> withoutCurrent(Map<String, List<String>> stages) {
        return stages.entrySet().stream()
                .filter(stage -> !stage.getValue().contains("AWSCURRENT"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void bytesComeBackAsBytes() {
        var bytes = new byte[] {0, -1, 7};
        secrets.createSecret(ask -> ask.name("binary").secretBinary(SdkBytes.fromByteArray(bytes)));
        assertArrayEquals(
                bytes,
                secrets.getSecretValue(ask -> ask.secretId("binary")).secretBinary().asByteArray());
    }

    @Test
    void theSameTokenChangesNothingTheSecondTime() {
        var token = "11111111-2222-3333-4444-555555555555";
        for (int time = 0; time < 2; time++) {
            var made =
                    secrets.createSecret(
                            ask -> ask.name("a").secretString("1").clientRequestToken(token));
            assertEquals(token, made.versionId());
        }
        assertThrows(
                ResourceExistsException.class,
                () ->
                        secrets.putSecretValue(ask ->
                                ask.secretId("a").secretString("2").clientRequestToken(token)));
        assertThrows(
                ResourceExistsException.class,
                () -> secrets.createSecret(ask -> ask.name("a").secretString("1")));
    }

    @Test
    void missingSecretsAndValuesAreTyped() {
        assertThrows(
                ResourceNotFoundException.class,
                () -> secrets.getSecretValue(ask -> ask.secretId("none")));
        secrets.createSecret(ask -> ask.name("empty"));
        assertThrows(
                ResourceNotFoundException.class,
                () -> secrets.getSecretValue(ask -> ask.secretId("empty")));
        assertThrows(
                InvalidParameterException.class,
                () -> secrets.putSecretValue(ask -> ask.secretId("empty")));
    }

    @Test
    void anUnknownOperationIsNamed() {
        var refusal = assertThrows(KmsException.class, () -> kms.listKeys());
        assertEquals("UnknownOperationException", refusal.awsErrorDetails().errorCode());
    }
}
