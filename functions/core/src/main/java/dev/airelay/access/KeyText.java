package dev.airelay.access;

import dev.airelay.secret.Secret;
import java.util.random.RandomGenerator;

/// What a relay key looks like: `sk-relay-` and 48 characters of base 62, about 285 bits of chance.
public final class KeyText {
    private static final String PREFIX = "sk-relay-";
    private static final int RANDOM_LENGTH = 48;
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private KeyText() {}

    /// A new key. `random` must be a cryptographic source.
    public static Secret issue(RandomGenerator random) {
        var text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Secret(text.toString());
    }

    /// Whether a text holds what may be a key, or the beginning of one.
    public static boolean isWithin(String text) {
        return text.contains(PREFIX);
    }

    /// Whether a presented text can be a key at all; what cannot is refused without asking any
    /// store.
    public static boolean looksLikeKey(String text) {
        return text.length() == PREFIX.length() + RANDOM_LENGTH
                && text.startsWith(PREFIX)
                && text.chars().skip(PREFIX.length()).allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }
}
