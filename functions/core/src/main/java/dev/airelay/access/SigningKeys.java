package dev.airelay.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The keys under which tokens are signed: new tokens under the current one, which are accepted
/// under all.
///
/// Kept as one secret, `{"current":"2026-11","keys":{"2026-11":"…","2026-10":"…"}}`, each key 32
/// bytes or more in URL-safe base 64. To rotate: add a key, wait until every function has read it,
/// make it the current one, wait for the longest lifetime of a token, remove the old one. Prints
/// the names of keys only.
public final class SigningKeys {
    /// As long as the hash, the least that RFC 7518 section 3.2 allows
    /// (https://www.rfc-editor.org/rfc/rfc7518#section-3.2, read 2026-11-21).
    private static final int LEAST_BYTES = 32;

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

    @Override
    public String toString() {
        return "SigningKeys" + keys.keySet();
    }
}
