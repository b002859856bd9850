package dev.airelay.access;

import dev.airelay.limit.Limits;
import java.time.Instant;
import java.util.Set;

/// A key that a client presents to the relay.
///
/// @param id public name of the record; not the key's text
/// @param hash keyed hash of the key's text, see [KeyHasher]
/// @param lastFour the end of the key's text, for people to recognise it by
/// @param expiresAt [Instant#MAX] when it never expires
/// @param models the models it may ask for; empty means all
/// @param revision grows with each change of this record; starts at 1
public record RelayKey(
        String id,
        String userId,
        String hash,
        String lastFour,
        String name,
        boolean enabled,
        Instant expiresAt,
        Set<String> models,
        Limits limits,
        long revision) {
    public RelayKey {
        models = Set.copyOf(models);
    }

    public boolean allowsModel(String model) {
        return models.isEmpty() || models.contains(model);
    }

    public RelayKey withEnabled(boolean nowEnabled) {
        return new RelayKey(
                id, userId, hash, lastFour, name, nowEnabled, expiresAt, models, limits, revision);
    }

    public RelayKey withRevision(long next) {
        return new RelayKey(
                id, userId, hash, lastFour, name, enabled, expiresAt, models, limits, next);
    }
}
