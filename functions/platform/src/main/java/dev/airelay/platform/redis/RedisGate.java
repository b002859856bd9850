package dev.airelay.platform.redis;

import dev.airelay.health.HealthSnapshot;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.Funds;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.Gate;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.Holder;
import dev.airelay.quota.News;
import dev.airelay.quota.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/// The gate whose counters live in Redis. `admit.lua` and `reconcile.lua` decide; one round trip
/// each.
///
/// A user of whose money Redis knows nothing costs one look into the books and a second trip. Every
/// counter but the holds expires by itself, so an idle user costs nothing. Time is the server's
/// own.
public final class RedisGate implements Gate {
    private static final Script ADMIT = Script.load("money.lua", "admit.lua");
    private static final Script RECONCILE = Script.load("money.lua", "reconcile.lua");

    private final RedisConnection connection;
    private final FundsSource funds;
    private final GateClock clock;

    public RedisGate(RedisConnection connection, FundsSource funds) {
        this(connection, funds, GateClock.OF_SERVER);
    }

    /// @param clock instead of the server's, for tests
    RedisGate(RedisConnection connection, FundsSource funds, GateClock clock) {
        this.connection = connection;
        this.funds = funds;
        this.clock = clock;
    }

    /// The counters in one Redis from all sides.
    ///
    /// @param random names the states of routes; two changes must not get the same name
    public static GatePorts ports(
            RedisConnection connection, FundsSource funds, RandomGenerator random) {
        var holds = new RedisHolds(connection);
        return new GatePorts(
                new RedisGate(connection, funds),
                new RedisRevisions(connection, random),
                holds,
                holds,
                new RedisBoard(connection));
    }

    /// Connects, teaches the server the scripts and runs both once for a user that does not exist,
    /// so that the first real request finds everything warm. Leaves nothing behind.
    public void prime() {
        var nobody = new Holder("priming", 0, Limits.NONE, "priming", 0, Limits.NONE);
        String node = RedisKeys.userSlots(nobody);
        connection.call(redis -> redis.scriptLoad(ADMIT.text(), node));
        connection.call(redis -> redis.scriptLoad(RECONCILE.text(), node));
        admit(new AdmissionRequest("priming", nobody, "", Estimate.NOTHING, Duration.ofSeconds(1)));
        reconcile(new Reconciliation("priming", nobody, Estimate.NOTHING, 0, Nanos.ZERO));
    }

    /// What an admission would be told now, without one: one round trip that counts nothing.
    public News news() {
        return connection.call(redis -> {
            Told told;
            try (var pipeline = connection.pipeline(redis)) {
                told = Told.in(pipeline);
            }
            return told.news();
        });
    }

    @Override
    public Admission admit(AdmissionRequest ask) {
        return admit(ask, List.of())
                .orElseGet(() -> {
                    Holder holder = ask.holder();
                    Instant now = clock.instant();
                    Funds known = funds.funds(holder.userId(), holder.keyId(), now);
                    return admit(ask, AdmitArguments.of(known, now))
                            .orElseThrow(() -> new IllegalStateException("funds were told"));
                });
    }

    /// @param known what the books say, as arguments; empty when nobody has looked
    /// @return empty when somebody should look
    private Optional<Admission> admit(AdmissionRequest ask, List<String> known) {
        Holder holder = ask.holder();
        List<String> keys = AdmitArguments.keys(holder);
        var arguments = new ArrayList<>(AdmitArguments.of(ask, clock));
        arguments.addAll(known);
        return connection.call(redis -> admit(redis, holder, keys, arguments));
    }

    private Optional<Admission> admit(
            UnifiedJedis redis, Holder holder, List<String> keys, List<String> arguments) {
        Response<Object> decision;
        Told told;
        try (var pipeline = connection.pipeline(redis)) {
            decision = ADMIT.in(pipeline, keys, arguments);
            told = Told.in(pipeline);
        }
        var reply = (List<?>) ADMIT.result(decision, redis, keys, arguments);
        return AdmitReply.read(reply, holder, told.news());
    }

    /// What a pipeline brings about others than who is admitted, once it is closed.
    private record Told(Response<String> routes, Response<Map<String, String>> notes) {
        static Told in(AbstractPipeline pipeline) {
            return new Told(pipeline.get(RedisKeys.ROUTES), pipeline.hgetAll(RedisKeys.NOTES));
        }

        News news() {
            return new News(
                    Objects.requireNonNullElse(routes.get(), ""), new HealthSnapshot(notes.get()));
        }
    }

    @Override
    public boolean reconcile(Reconciliation reconciliation) {
        Holder holder = reconciliation.holder();
        var keys =
                List.of(
                        RedisKeys.keyRates(holder),
                        RedisKeys.userRates(holder),
                        RedisKeys.keySlots(holder),
                        RedisKeys.userSlots(holder),
                        RedisKeys.funds(holder.userId()),
                        RedisKeys.holds(holder.userId()),
                        RedisKeys.userSpent(holder.userId()),
                        RedisKeys.keySpent(holder.userId(), holder.keyId()));
        var arguments =
                List.of(
                        clock.micros(),
                        reconciliation.requestId(),
                        Long.toString(reconciliation.estimate().tokens()),
                        Long.toString(reconciliation.tokens()),
                        Long.toString(holder.keyLimits().tokensPerMinute()),
                        Long.toString(holder.userLimits().tokensPerMinute()),
                        Long.toString(reconciliation.cost().value()));
        return connection.call(redis -> RECONCILE.run(redis, keys, arguments)).equals(1L);
    }
}
