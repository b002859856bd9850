package dev.airelay.identity;

import dev.airelay.access.KeyHasher;
import dev.airelay.secret.Secret;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a device keeps to get new access tokens: four parts with dots between them. Each use
/// replaces it by its successor.
///
/// @param family the same in all tokens of a sign-in, so that an old one is told from a made-up one
/// @param secret another one in each
public record RefreshToken(String userId, String signInId, Secret family, Secret secret) {
    private static final int FAMILY_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST = 400;
    private static final String DOT = "\\.";

    /// The first of a family. `random` must be a cryptographic source.
    static RefreshToken first(String userId, String signInId, RandomGenerator random) {
        return new RefreshToken(
                userId,
                signInId,
                new Secret(chance(FAMILY_BYTES, random)),
                new Secret(chance(SECRET_BYTES, random)));
    }

    static String chance(int bytes, RandomGenerator random) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
    }

    /// Empty when the text is no token.
    static Optional<RefreshToken> parse(Secret text) {
        if (text.reveal().length() > LONGEST) {
            return Optional.empty();
        }
        String[] parts = text.reveal().split(DOT, -1);
        for (String part : parts) {
            if (!part.matches("[A-Za-z0-9_-]+")) {
                return Optional.empty();
            }
        }
        return parts.length == 4
                ? Optional.of(
                        new RefreshToken(
                                parts[0], parts[1], new Secret(parts[2]), new Secret(parts[3])))
                : Optional.empty();
    }

    /// The next one of the family. Whoever has this token and knows the salt gets the same one, and
    /// nobody else does: the salt alone is stored, the token alone is at the client.
    RefreshToken successor(String salt) {
        var next = new KeyHasher(() -> secret).hash(new Secret(salt));
        return new RefreshToken(userId, signInId, family, new Secret(next));
    }

    public Secret text() {
        return new Secret(userId + "." + signInId + "." + family.reveal() + "." + secret.reveal());
    }
}
