package dev.airelay.identity;

import java.util.random.RandomGenerator;

/// Names of records: a few letters for the kind, and 20 characters of base 62, about 119 bits of
/// chance. Public; nothing follows from knowing one.
public final class Ids {
    private static final int LENGTH = 20;
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Ids() {}

    /// @param random a cryptographic source
    public static String next(String kind, RandomGenerator random) {
        var id = new StringBuilder(kind).append('_');
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
