package dev.airelay.health;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A short stand-in for a name of any length, so that what is noted about it stays short too: 60
/// bits of its MD5, at most 13 letters and digits. Names of which two are alike by chance share
/// what is noted; nothing worse comes of it.
final class ShortHash {
    /// Of nobody.
    static final String NONE = "";

    private ShortHash() {}

    static String of(String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        var hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Long.toUnsignedString(hash.getMostSignificantBits(), Character.MAX_RADIX);
    }
}
