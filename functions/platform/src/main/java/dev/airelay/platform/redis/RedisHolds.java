package dev.airelay.platform.redis;

import dev.airelay.account.Account;
import dev.airelay.account.BalanceListener;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Hold;
import dev.airelay.quota.OpenHolds;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;

/// What the [RedisGate] holds, for those who keep the books.
public final class RedisHolds implements BalanceListener, OpenHolds {
    private static final System.Logger LOG = System.getLogger(RedisHolds.class.getName());
    private static final Script BOOKED = Script.load("money.lua", "booked.lua");
    private static final Script RELEASE = Script.load("money.lua", "release.lua");
    private static final int KEYS_AT_ONCE = 1000;

    /// As `money.lua` writes it.
    private static final Pattern HOLD =
            Pattern.compile(
                    "(?<amount>\\d{1,18})\\|(?<day>\\d{1,18})\\|(?<lease>\\d{1,18})"
                            + "\\|(?<reconciled>\\d{1,18})\\|(?<booked>[01])"
                            + "\\|(?<key>[^|]*)\\|(?<model>.*)",
                    Pattern.DOTALL);

    private final RedisConnection connection;
    private final GateClock clock;

    public RedisHolds(RedisConnection connection) {
        this(connection, GateClock.OF_SERVER);
    }

    /// @param clock instead of the server's, for tests
    RedisHolds(RedisConnection connection, GateClock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public void changed(Account after, List<String> requestIds) {
        String user = after.userId();
        var keys = List.of(RedisKeys.funds(user), RedisKeys.holds(user));
        var arguments = new ArrayList<String>();
        arguments.add(Long.toString(after.balance().value()));
        AdmitArguments.credit(after.credit()).forEach(arguments::add);
        arguments.add(Long.toString(after.version()));
        arguments.addAll(requestIds);
        connection.call(redis -> BOOKED.run(redis, keys, arguments));
    }

    /// Looks at every user with holds, which takes a while when there are many.
    @Override
    public List<Hold> open(Duration ago, int most) {
        Instant before = clock.instant().minus(ago);
        return connection.call(redis ->
                keys(redis)
                        .flatMap(key -> holds(redis, key))
                        .filter(hold -> !hold.openSince().isAfter(before))
                        .limit(most)
                        .toList());
    }

    private static Stream<String> keys(UnifiedJedis redis) {
        var all = redis.scanIteration(KEYS_AT_ONCE, RedisKeys.ALL_HOLDS);
        return Stream.generate(() -> all)
                .takeWhile(scan -> !scan.isIterationCompleted())
                .flatMap(scan -> scan.nextBatchList().stream())
                .distinct();
    }

    private static Stream<Hold> holds(UnifiedJedis redis, String key) {
        String user = RedisKeys.userOfHolds(key);
        return redis.hgetAll(key).entrySet().stream()
                .flatMap(field -> hold(user, field.getKey(), field.getValue()).stream());
    }

    /// What cannot be read is logged and left where it is: it must not keep the sweep from others.
    private static Optional<Hold> hold(String user, String id, String value) {
        Matcher parts = HOLD.matcher(value);
        if (!parts.matches()) {
            LOG.log(Level.WARNING, "the hold of request {0} cannot be read", id);
            return Optional.empty();
        }
        long reconciled = Long.parseLong(parts.group("reconciled"));
        return Optional.of(
                new Hold(
                        id,
                        user,
                        parts.group("key"),
                        parts.group("model"),
                        new Nanos(Long.parseLong(parts.group("amount"))),
                        Long.parseLong(parts.group("day")),
                        instant(Long.parseLong(parts.group("lease"))),
                        reconciled == 0 ? Instant.MAX : instant(reconciled),
                        parts.group("booked").equals("1")));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public void release(Hold hold) {
        String user = hold.userId();
        var keys =
                List.of(
                        RedisKeys.funds(user),
                        RedisKeys.holds(user),
                        RedisKeys.userSpent(user),
                        RedisKeys.keySpent(user, hold.keyId()),
                        RedisKeys.keySlots(user, hold.keyId()),
                        RedisKeys.userSlots(user));
        var arguments = List.of(hold.requestId());
        connection.call(redis -> RELEASE.run(redis, keys, arguments));
    }
}
