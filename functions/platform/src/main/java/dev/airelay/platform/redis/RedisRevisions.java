package dev.airelay.platform.redis;

import dev.airelay.access.Revisions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Announces changes to every [RedisGate], everywhere.
///
/// A user's or key's revision is forgotten an hour after the user's last change: what an unknown
/// revision lets through are copies at most five seconds old.
public final class RedisRevisions implements Revisions {
    private static final Script ANNOUNCE = Script.load("announce.lua");
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final RedisConnection connection;
    private final RandomGenerator random;

    /// @param random names the states of routes; two changes must not get the same name
    public RedisRevisions(RedisConnection connection, RandomGenerator random) {
        this.connection = connection;
        this.random = random;
    }

    @Override
    public void keyChanged(String userId, String keyId, long revision) {
        announce(userId, RedisKeys.keyField(keyId), revision);
    }

    @Override
    public void userChanged(String userId, long revision) {
        announce(userId, RedisKeys.USER_FIELD, revision);
    }

    private void announce(String userId, String field, long revision) {
        var keys = List.of(RedisKeys.revisions(userId));
        var arguments =
                List.of(field, Long.toString(revision), Long.toString(REMEMBERED.toMillis()));
        connection.call(redis -> ANNOUNCE.run(redis, keys, arguments));
    }

    @Override
    public void routesChanged() {
        String name = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
        connection.call(redis -> redis.set(RedisKeys.ROUTES, name));
    }
}
