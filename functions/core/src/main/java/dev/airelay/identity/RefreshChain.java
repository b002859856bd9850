package dev.airelay.identity;

import java.time.Instant;

/// What is known of a sign-in's refresh tokens, none of which could be made from it. Hashes are
/// keyed.
///
/// @param family hash of what all of them share
/// @param current hash of the secret of the one that holds
/// @param previous hash of the secret of the one before; empty for the first
/// @param salt with which the current one was made from the one before; empty for the first
/// @param rotatedAt since when the current one holds
public record RefreshChain(
        String family, String current, String previous, String salt, Instant rotatedAt) {
    static RefreshChain first(String family, String current, Instant now) {
        return new RefreshChain(family, current, "", "", now);
    }

    RefreshChain next(String successor, String newSalt, Instant now) {
        return new RefreshChain(family, successor, current, newSalt, now);
    }
}
