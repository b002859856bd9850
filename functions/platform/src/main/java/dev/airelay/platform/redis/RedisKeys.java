package dev.airelay.platform.redis;

import dev.airelay.quota.Holder;

/// The names under which things are kept. What is counted for requests of one user carries the
/// user's id as its hash tag, so that it lives on one node of a cluster and one script may touch it
/// all (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags, read
/// 2026-11-21).
final class RedisKeys {
    /// Text: the name of the current state of channels and routes.
    static final String ROUTES = "relay:routes";

    /// Hash: what all processes know of channels, a note for each. One key, so that one read tells
    /// them all.
    static final String NOTES = "relay:channels";

    /// In [#revisions], the field of the user's own revision.
    static final String USER_FIELD = "user";

    private static final String HOLDS = ":holds";

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
        return userSlots(holder.userId());
    }

    static String userSlots(String userId) {
        return user(userId) + ":slots";
    }

    /// Sorted set: the key's requests in flight.
    static String keySlots(Holder holder) {
        return keySlots(holder.userId(), holder.keyId());
    }

    static String keySlots(String userId, String keyId) {
        return user(userId) + ":key:" + keyId + ":slots";
    }

    /// Hash: the user's money.
    static String funds(String userId) {
        return user(userId) + ":funds";
    }

    /// Hash: what the user's requests hold, and what is not booked yet.
    static String holds(String userId) {
        return user(userId) + HOLDS;
    }

    /// Hash: what the user has spent.
    static String userSpent(String userId) {
        return user(userId) + ":spent";
    }

    /// Hash: what the key has spent.
    static String keySpent(String userId, String keyId) {
        return user(userId) + ":key:" + keyId + ":spent";
    }

    /// Matches the [#holds] of all users.
    static final String ALL_HOLDS = "relay:{*}" + HOLDS;

    /// Whose holds these are.
    ///
    /// @param key one that [#ALL_HOLDS] matches
    static String userOfHolds(String key) {
        return key.substring("relay:{".length(), key.length() - ("}" + HOLDS).length());
    }

    /// Hash: a user's tries of gift codes. All tries share a slot, since a try counts for a user
    /// and for a network, which no other slot could hold together.
    static String userGuesses(String userId) {
        return "relay:{guesses}:user:" + userId;
    }

    /// Hash: a network's tries of gift codes.
    static String networkGuesses(String network) {
        return "relay:{guesses}:network:" + network;
    }

    /// Sorted set: the holders that have a slot of a channel.
    static String channelSlots(String channelId) {
        return "relay:channel:" + channelId + ":slots";
    }

    private static String user(String userId) {
        return "relay:{" + userId + "}";
    }
}
