package dev.airelay.platform.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.secret.Identity;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.secret.VaultException;
import dev.airelay.time.ExpiringCache;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;

/// Seals each secret under a data key of its own, and the data key under a KMS key.
///
/// A sealed text is `v1.<encrypted data key>.<nonce>.<ciphertext and tag>`, each part in URL-safe
/// base 64. The identity is bound twice: as KMS encryption context, and as additional data of
/// AES-256-GCM. Opened data keys are remembered for five minutes, so that a warm request asks
/// nobody. Source for the scheme:
/// https://docs.aws.amazon.com/kms/latest/developerguide/kms-cryptography.html#enveloping (read
/// 2026-11-21).
public final class KmsVault implements Vault {
    private static final String VERSION = "v1";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1_000;

    private record Opened(String encryptedKey, Identity identity) {}

    private final Supplier<KmsClient> kms;
    private final String keyId;
    private final RandomGenerator random;
    private final ExpiringCache<Opened, SecretKeySpec> dataKeys;

    /// @param kms asked at each call to the service, so that a client closed before a snapshot can
    ///   be replaced
    /// @param keyId id, ARN or alias of the KMS key
    /// @param random a cryptographic source
    public KmsVault(
            Supplier<KmsClient> kms, String keyId, InstantSource clock, RandomGenerator random) {
        this.kms = kms;
        this.keyId = keyId;
        this.random = random;
        this.dataKeys = new ExpiringCache<>(clock, MAX_AGE, MOST_REMEMBERED);
    }

    @Override
    public Sealed seal(Secret secret, Identity identity) {
        try {
            var made =
                    kms.get()
                            .generateDataKey(ask ->
                                    ask.keyId(keyId)
                                            .keySpec(DataKeySpec.AES_256)
                                            .encryptionContext(context(identity)));
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            var key = new SecretKeySpec(made.plaintext().asByteArray(), "AES");
            byte[] text =
                    crypt(
                            Cipher.ENCRYPT_MODE,
                            key,
                            nonce,
                            identity,
                            secret.reveal().getBytes(UTF_8));
            String encryptedKey = base64(made.ciphertextBlob().asByteArray());
            return new Sealed(
                    String.join(".", VERSION, encryptedKey, base64(nonce), base64(text)),
                    secret.lastFour());
        } catch (SdkException | GeneralSecurityException e) {
            throw new VaultException("cannot seal a secret of " + identity, e);
        }
    }

    @Override
    public Secret open(Sealed sealed, Identity identity) {
        try {
            String[] parts = sealed.text().split("\\.", -1);
            if (parts.length != 4 || !parts[0].equals(VERSION)) {
                throw new GeneralSecurityException("not a sealed text of a known version");
            }
            SecretKeySpec key = dataKey(new Opened(parts[1], identity));
            byte[] text =
                    crypt(Cipher.DECRYPT_MODE, key, bytes(parts[2]), identity, bytes(parts[3]));
            return new Secret(new String(text, UTF_8));
        } catch (SdkException | GeneralSecurityException | IllegalArgumentException e) {
            throw new VaultException("cannot open a secret of " + identity, e);
        }
    }

    /// Forgets every data key, as before a snapshot of the process is taken.
    public void forget() {
        dataKeys.clear();
    }

    private SecretKeySpec dataKey(Opened asked) {
        return dataKeys.get(asked)
                .orElseGet(() -> {
                    var answer =
                            kms.get()
                                    .decrypt(ask ->
                                            ask.keyId(keyId)
                                                    .ciphertextBlob(
                                                            SdkBytes.fromByteArray(
                                                                    bytes(asked.encryptedKey)))
                                                    .encryptionContext(context(asked.identity)));
                    var key = new SecretKeySpec(answer.plaintext().asByteArray(), "AES");
                    dataKeys.put(asked, key);
                    return key;
                });
    }

    private static byte[] crypt(
            int mode, SecretKeySpec key, byte[] nonce, Identity identity, byte[] text)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((identity.kind() + "\n" + identity.id()).getBytes(UTF_8));
        return cipher.doFinal(text);
    }

    private static Map<String, String> context(Identity identity) {
        return Map.of("product", "airelay", "kind", identity.kind(), "id", identity.id());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Strict, so that no two texts open to the same secret.
    private static byte[] bytes(String base64) {
        byte[] bytes = Base64.getUrlDecoder().decode(base64);
        if (!base64(bytes).equals(base64)) {
            throw new IllegalArgumentException("not canonical base 64");
        }
        return bytes;
    }
}
