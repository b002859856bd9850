package dev.airelay.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys under which tokens, and what else leaves the house to come back, are signed: new ones
/// under the current key, which are accepted under all.
///
/// Kept as one secret, `{"current":"2026-11","keys":{"2026-11":"…","2026-10":"…"}}`, each key 32
/// bytes or more in URL-safe base 64. To rotate: add a key, wait until every function has read it,
/// make it the current one, wait for the longest lifetime of a token, remove the old one. Prints
/// the names of keys only.
public final class SigningKeys {
    /// As long as the hash, the least that RFC 7518 section 3.2 allows
    /// (https://www.rfc-editor.org/rfc/rfc7518#section-3.2, read 2026-11-21).
    private static final int LEAST_BYTES = 32;

    private static final int DERIVED_BYTES = 32;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String current;
    private final Map<String, byte[]> keys;

    private SigningKeys(String current, Map<String, byte[]> keys) {
        this.current = current;
        this.keys = Collections.unmodifiableMap(keys);
    }

    /// @throws StoreException when the secret does not hold keys; what that says holds no key
    public static SigningKeys read(Secret secret) {
        JsonNode root;
        try {
            root = JSON.readTree(secret.reveal());
        } catch (JsonProcessingException e) {
            throw unusable("it is not JSON");
        }
        var keys = new LinkedHashMap<String, byte[]>();
        root.path("keys").forEachEntry((id, key) -> keys.put(id, key(id, key.asText())));
        var current = root.path("current").asText();
        if (!keys.containsKey(current)) {
            throw unusable("its current key is missing");
        }
        return new SigningKeys(current, keys);
    }

    private static byte[] key(String id, String text) {
        try {
            byte[] key = Base64.getUrlDecoder().decode(text);
            if (key.length >= LEAST_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw unusable("the key " + id + " is not URL-safe base 64");
        }
        throw unusable("the key " + id + " is shorter than " + LEAST_BYTES + " bytes");
    }

    private static StoreException unusable(String why) {
        return new StoreException(
                "the secret of signing keys cannot be used", new IllegalStateException(why));
    }

    public String current() {
        return current;
    }

    public Optional<byte[]> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /// Keys for something else than tokens, one from each key here by HKDF, so that nothing signed
    /// for one purpose passes for another: the current one first, every one to be believed
    /// (https://www.rfc-editor.org/rfc/rfc5869, read 2026-11-27).
    ///
    /// @param purpose names what is signed; another purpose has other keys
    /// @return 32 bytes each
    public List<byte[]> derived(String purpose) {
        var derived = new ArrayList<byte[]>();
        keys.forEach((id, key) ->
                derived.add(id.equals(current) ? 0 : derived.size(), derived(key, purpose)));
        return derived;
    }

    private static byte[] derived(byte[] key, String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(key)
                                    .thenExpand(purpose.getBytes(UTF_8), DERIVED_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKeys" + keys.keySet();
    }
}
