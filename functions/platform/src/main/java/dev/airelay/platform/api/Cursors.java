package dev.airelay.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.access.SigningKeys;
import dev.airelay.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The cursors of lists: places that clients bring back to go on where a page ended, and that they
/// can neither make up, nor change, nor take to another list. Safe for use by many threads.
///
/// A cursor is URL-safe base 64 of a version, an HMAC-SHA-256 and the place. The sum also covers
/// what the list is, see [Call#page]; its key is derived from the signing keys, of which the
/// current one signs and every one is believed. The place can be read by whoever holds the cursor,
/// so it must not be a secret.
public final class Cursors {
    private static final String PURPOSE = "ai-relay list cursors";
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int MAC_LENGTH = 32;

    private final Supplier<Secret> keys;

    /// @param keys the secret that [SigningKeys] describes; asked at each call, expected to
    ///   remember
    public Cursors(Supplier<Secret> keys) {
        this.keys = keys;
    }

    /// @param list what the list is
    String issue(String place, List<String> list) {
        byte[] text = place.getBytes(UTF_8);
        byte[] mac = mac(keys().getFirst(), text, list);
        var cursor = ByteBuffer.allocate(1 + mac.length + text.length);
        return encoded(cursor.put(VERSION).put(mac).put(text).array());
    }

    /// The place that the cursor leads to; empty when it was not issued here for this list.
    Optional<String> place(String cursor, List<String> list) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // Decoders pass over spare bits and padding; of a cursor there is one writing only.
        if (bytes.length <= 1 + MAC_LENGTH
                || bytes[0] != VERSION
                || !encoded(bytes).equals(cursor)) {
            return Optional.empty();
        }
        var read = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        byte[] mac = new byte[MAC_LENGTH];
        byte[] place = new byte[bytes.length - 1 - MAC_LENGTH];
        read.get(mac).get(place);
        return keys().stream().anyMatch(key -> MessageDigest.isEqual(mac, mac(key, place, list)))
                ? Optional.of(new String(place, UTF_8))
                : Optional.empty();
    }

    private List<byte[]> keys() {
        return SigningKeys.read(keys.get()).derived(PURPOSE);
    }

    /// Every part goes in behind its length, so that no two lists are summed alike.
    private static byte[] mac(byte[] key, byte[] place, List<String> list) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(VERSION);
            for (String part : list) {
                update(mac, part.getBytes(UTF_8));
            }
            update(mac, place);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        mac.update(part);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
