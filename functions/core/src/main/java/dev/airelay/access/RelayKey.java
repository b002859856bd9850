package dev.airelay.access;

import dev.airelay.limit.Limits;
import java.time.Instant;

/// A key that a client presents to the relay.
///
/// @param id public name of the record; not the key's text
/// @param hash keyed hash of the key's text, see [KeyHasher]
/// @param lastFour the end of the key's text, for people to recognise it by
/// @param expiresAt [Instant#MAX] when it never expires
/// @param revision grows with each change of this record; starts at 1
public record RelayKey(
        String id,
        String userId,
        String hash,
        String lastFour,
        String name,
        boolean enabled,
        Instant expiresAt,
        Grant grant,
        Limits limits,
        long revision) {
    public RelayKey withEnabled(boolean nowEnabled) {
        return new RelayKey(
                id, userId, hash, lastFour, name, nowEnabled, expiresAt, grant, limits, revision);
    }

    /// The same key with another text.
    public RelayKey withText(String otherHash, String otherLastFour) {
        return new RelayKey(
                id,
                userId,
                otherHash,
                otherLastFour,
                name,
                enabled,
                expiresAt,
                grant,
                limits,
                revision);
    }

    /// As it is known by a text that it had before, which works until then at most.
    public RelayKey asKnownBefore(String oldHash, Instant until) {
        return new RelayKey(
                id,
                userId,
                oldHash,
                lastFour,
                name,
                enabled,
                expiresAt.isBefore(until) ? expiresAt : until,
                grant,
                limits,
                revision);
    }

    public RelayKey withRevision(long next) {
        return new RelayKey(
                id, userId, hash, lastFour, name, enabled, expiresAt, grant, limits, next);
    }
}
