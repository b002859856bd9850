package dev.airelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Turns a key's text into the hash under which it is stored: HMAC-SHA-256 under the deployment's
/// own secret, so that a stolen table neither reveals keys nor lets anyone test guesses.
///
/// @param pepper asked at each hash; expected to remember
public record KeyHasher(Supplier<Secret> pepper) {
    private static final String ALGORITHM = "HmacSHA256";

    /// URL-safe base 64, 43 characters.
    public String hash(Secret key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(pepper.get().reveal().getBytes(UTF_8), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(key.reveal().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
