package dev.airelay.platform.redis;

import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Ask;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/// The gate whose counters live in Redis. `admit.lua` and `settle.lua` decide; one round trip each.
///
/// It counts requests, tokens and slots. Money is not counted here: the costs in estimates and
/// settlements are passed over.
///
/// Every counter expires by itself, so an idle user costs nothing. Time is the server's own.
public final class RedisGate implements Gate {
    private static final Script ADMIT = Script.load("admit.lua");
    private static final Script SETTLE = Script.load("settle.lua");
    private static final Duration SLOT_ADVICE = Duration.ofSeconds(1);

    private final RedisConnection connection;
    private final Optional<InstantSource> clock;

    public RedisGate(RedisConnection connection) {
        this(connection, Optional.empty());
    }

    /// @param clock instead of the server's, for tests
    RedisGate(RedisConnection connection, Optional<InstantSource> clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /// Connects, teaches the server the scripts and runs both once for a user that does not exist,
    /// so that the first real request finds everything warm. Leaves nothing behind.
    public void prime() {
        var nobody = new Holder("priming", 0, Limits.NONE, "priming", 0, Limits.NONE);
        String node = RedisKeys.userSlots(nobody);
        connection.call(redis -> redis.scriptLoad(ADMIT.text(), node));
        connection.call(redis -> redis.scriptLoad(SETTLE.text(), node));
        admit(new Ask("priming", nobody, Estimate.NOTHING, Duration.ofSeconds(1)));
        settle(new Settlement("priming", nobody, Estimate.NOTHING, 0, Nanos.ZERO));
    }

    @Override
    public Admission admit(Ask ask) {
        Holder holder = ask.holder();
        var keys =
                List.of(
                        RedisKeys.revisions(holder.userId()),
                        RedisKeys.keyRates(holder),
                        RedisKeys.userRates(holder),
                        RedisKeys.keySlots(holder),
                        RedisKeys.userSlots(holder));
        Limits key = holder.keyLimits();
        Limits user = holder.userLimits();
        var arguments =
                List.of(
                        now(),
                        ask.requestId(),
                        text(ask.lease().toNanos() / 1000),
                        text(ask.estimate().tokens()),
                        RedisKeys.keyField(holder.keyId()),
                        text(holder.keyRevision()),
                        text(holder.userRevision()),
                        text(key.requestsPerMinute()),
                        text(key.tokensPerMinute()),
                        text(key.concurrency()),
                        text(user.requestsPerMinute()),
                        text(user.tokensPerMinute()),
                        text(user.concurrency()));
        return connection.call(redis -> admit(redis, holder, keys, arguments));
    }

    private Admission admit(
            UnifiedJedis redis, Holder holder, List<String> keys, List<String> arguments) {
        Response<Object> decision;
        Response<String> routes;
        try (var pipeline = connection.pipeline(redis)) {
            decision = ADMIT.in(pipeline, keys, arguments);
            routes = pipeline.get(RedisKeys.ROUTES);
        }
        var reply = (List<?>) ADMIT.result(decision, redis, keys, arguments);
        return read(reply, holder, Objects.requireNonNullElse(routes.get(), ""));
    }

    /// Reads the answer of `admit.lua`.
    private static Admission read(List<?> reply, Holder holder, String routesVersion) {
        String verdict = (String) reply.getFirst();
        if (verdict.equals("stale")) {
            return new Admission.Stale();
        }
        Limits key = holder.keyLimits();
        Limits user = holder.userLimits();
        Allowance requests =
                allowance(reply, 4, key.requestsPerMinute())
                        .tighter(allowance(reply, 6, user.requestsPerMinute()));
        Allowance tokens =
                allowance(reply, 8, key.tokensPerMinute())
                        .tighter(allowance(reply, 10, user.tokensPerMinute()));
        if (verdict.equals("admitted")) {
            return new Admission.Admitted(routesVersion, requests, tokens);
        }
        Scope scope = reply.get(1).equals("key") ? Scope.KEY : Scope.USER;
        Limits limits = scope == Scope.KEY ? key : user;
        Duration wait = micros(reply, 3);
        return switch ((String) reply.get(2)) {
            case "requests" ->
                    new Admission.Refused(
                            scope,
                            Measure.REQUESTS_PER_MINUTE,
                            limits.requestsPerMinute(),
                            wait,
                            requests,
                            tokens);
            case "tokens" ->
                    new Admission.Refused(
                            scope,
                            Measure.TOKENS_PER_MINUTE,
                            limits.tokensPerMinute(),
                            wait,
                            requests,
                            tokens);
            default ->
                    new Admission.Refused(
                            scope,
                            Measure.CONCURRENCY,
                            limits.concurrency(),
                            SLOT_ADVICE,
                            requests,
                            tokens);
        };
    }

    private static Allowance allowance(List<?> reply, int at, long limit) {
        return limit == 0
                ? Allowance.UNLIMITED
                : new Allowance(limit, (Long) reply.get(at), micros(reply, at + 1));
    }

    private static Duration micros(List<?> reply, int at) {
        return Duration.of((Long) reply.get(at), ChronoUnit.MICROS);
    }

    @Override
    public void settle(Settlement settlement) {
        Holder holder = settlement.holder();
        var keys =
                List.of(
                        RedisKeys.keyRates(holder),
                        RedisKeys.userRates(holder),
                        RedisKeys.keySlots(holder),
                        RedisKeys.userSlots(holder));
        var arguments =
                List.of(
                        now(),
                        settlement.requestId(),
                        text(settlement.estimate().tokens()),
                        text(settlement.tokens()),
                        text(holder.keyLimits().tokensPerMinute()),
                        text(holder.userLimits().tokensPerMinute()));
        connection.call(redis -> SETTLE.run(redis, keys, arguments));
    }

    private String now() {
        return clock.map(InstantSource::instant)
                .map(now -> text(ChronoUnit.MICROS.between(Instant.EPOCH, now)))
                .orElse("");
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
