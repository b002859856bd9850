package dev.airelay.platform.redis;

import dev.airelay.quota.Holder;

/// The names under which things are kept. All of one user's carry the user's id as their hash tag,
/// so that they live on one node of a cluster and one script may touch them all
/// (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags, read
/// 2026-11-21).
final class RedisKeys {
    /// Text: the name of the current state of channels and routes.
    static final String ROUTES = "relay:routes";

    /// In [#revisions], the field of the user's own revision.
    static final String USER_FIELD = "user";

    private RedisKeys() {}

    /// Hash: the newest announced revisions of a user and their keys.
    static String revisions(String userId) {
        return user(userId) + ":revisions";
    }

    /// In [#revisions], the field of a key's revision.
    static String keyField(String keyId) {
        return "key:" + keyId;
    }

    /// Hash: when the user's buckets are full again.
    static String userRates(Holder holder) {
        return user(holder.userId()) + ":rates";
    }

    /// Hash: when the key's buckets are full again.
    static String keyRates(Holder holder) {
        return user(holder.userId()) + ":key:" + holder.keyId() + ":rates";
    }

    /// Sorted set: the user's requests in flight.
    static String userSlots(Holder holder) {
        return user(holder.userId()) + ":slots";
    }

    /// Sorted set: the key's requests in flight.
    static String keySlots(Holder holder) {
        return user(holder.userId()) + ":key:" + holder.keyId() + ":slots";
    }

    private static String user(String userId) {
        return "relay:{" + userId + "}";
    }
}
