package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A gate in memory, on a clock of the test's own. It decides exactly as the real one does.
///
/// Each rate is kept as the moment, in microseconds, at which its bucket is full again.
public final class FakeGate implements Gate, Revisions {
    private static final long MINUTE_MICROS = 60_000_000;
    private static final Duration SLOT_ADVICE = Duration.ofSeconds(1);

    private record Rate(Scope scope, Measure measure, long limit, String name, long cost) {}

    private final InstantSource clock;
    private final Map<String, Long> revisions = new HashMap<>();
    private final Map<String, Long> fullAt = new HashMap<>();
    private final Map<String, Map<String, Long>> slots = new HashMap<>();
    private int routes;

    public FakeGate(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Admission admit(Ask ask) {
        Holder holder = ask.holder();
        long now = nowMicros();
        Map<String, Long> userSlots = slots(userName(holder));
        Map<String, Long> keySlots = slots(keyName(holder));
        userSlots.values().removeIf(end -> end <= now);
        keySlots.values().removeIf(end -> end <= now);
        if (!userSlots.containsKey(ask.requestId())) {
            if (newer(userName(holder), holder.userRevision())
                    || newer(keyName(holder), holder.keyRevision())) {
                return new Admission.Stale();
            }
            Optional<Admission> refused =
                    overRate(ask, now)
                            .or(() -> full(Scope.KEY, holder.keyLimits(), keySlots, ask, now))
                            .or(() -> full(Scope.USER, holder.userLimits(), userSlots, ask, now));
            if (refused.isPresent()) {
                return refused.get();
            }
            long end = now + micros(ask.lease());
            rates(ask).forEach(rate -> fullAt.put(rate.name, fullAt(rate.name, now) + rate.cost));
            userSlots.put(ask.requestId(), end);
            keySlots.put(ask.requestId(), end);
        }
        String version = routes == 0 ? "" : "routes-" + routes;
        return new Admission.Admitted(version, requests(ask, now), tokens(ask, now));
    }

    @Override
    public synchronized void settle(Settlement settlement) {
        Holder holder = settlement.holder();
        long now = nowMicros();
        long end =
                Objects.requireNonNullElse(
                        slots(userName(holder)).remove(settlement.requestId()), 0L);
        slots(keyName(holder)).remove(settlement.requestId());
        if (end <= now) {
            return;
        }
        correct(keyName(holder), holder.keyLimits().tokensPerMinute(), settlement, now);
        correct(userName(holder), holder.userLimits().tokensPerMinute(), settlement, now);
    }

    private void correct(String owner, long limit, Settlement settlement, long now) {
        if (limit > 0) {
            long taken = cost(Math.min(settlement.estimate().tokens(), limit), limit);
            String name = owner + " tokens";
            fullAt.put(name, fullAt(name, now) + cost(settlement.tokens(), limit) - taken);
        }
    }

    private Optional<Admission> overRate(Ask ask, long now) {
        Rate worst = null;
        long longest = 0;
        for (Rate rate : rates(ask)) {
            long wait = fullAt(rate.name, now) + rate.cost - now - MINUTE_MICROS;
            if (wait > longest) {
                worst = rate;
                longest = wait;
            }
        }
        return worst == null
                ? Optional.empty()
                : Optional.of(
                        new Admission.Refused(
                                worst.scope,
                                worst.measure,
                                worst.limit,
                                Duration.of(longest, ChronoUnit.MICROS),
                                requests(ask, now),
                                tokens(ask, now)));
    }

    private Optional<Admission> full(
            Scope scope, Limits limits, Map<String, Long> taken, Ask ask, long now) {
        long limit = limits.concurrency();
        return limit == 0 || taken.size() < limit
                ? Optional.empty()
                : Optional.of(
                        new Admission.Refused(
                                scope,
                                Measure.CONCURRENCY,
                                limit,
                                SLOT_ADVICE,
                                requests(ask, now),
                                tokens(ask, now)));
    }

    private static List<Rate> rates(Ask ask) {
        return List.of(
                        requestRate(Scope.KEY, keyName(ask.holder()), ask.holder().keyLimits()),
                        requestRate(Scope.USER, userName(ask.holder()), ask.holder().userLimits()),
                        tokenRate(Scope.KEY, keyName(ask.holder()), ask.holder().keyLimits(), ask),
                        tokenRate(
                                Scope.USER, userName(ask.holder()), ask.holder().userLimits(), ask))
                .stream()
                .filter(rate -> rate.limit > 0)
                .toList();
    }

    private static Rate requestRate(Scope scope, String owner, Limits limits) {
        long limit = limits.requestsPerMinute();
        return new Rate(
                scope, Measure.REQUESTS_PER_MINUTE, limit, owner + " requests", cost(1, limit));
    }

    private static Rate tokenRate(Scope scope, String owner, Limits limits, Ask ask) {
        long limit = limits.tokensPerMinute();
        long tokens = Math.min(ask.estimate().tokens(), limit);
        return new Rate(
                scope, Measure.TOKENS_PER_MINUTE, limit, owner + " tokens", cost(tokens, limit));
    }

    private static long cost(long units, long limit) {
        return limit == 0 ? 0 : units * MINUTE_MICROS / limit;
    }

    private Allowance requests(Ask ask, long now) {
        Holder holder = ask.holder();
        return allowance(keyName(holder) + " requests", holder.keyLimits().requestsPerMinute(), now)
                .tighter(
                        allowance(
                                userName(holder) + " requests",
                                holder.userLimits().requestsPerMinute(),
                                now));
    }

    private Allowance tokens(Ask ask, long now) {
        Holder holder = ask.holder();
        return allowance(keyName(holder) + " tokens", holder.keyLimits().tokensPerMinute(), now)
                .tighter(
                        allowance(
                                userName(holder) + " tokens",
                                holder.userLimits().tokensPerMinute(),
                                now));
    }

    private Allowance allowance(String name, long limit, long now) {
        if (limit == 0) {
            return Allowance.UNLIMITED;
        }
        long reset = fullAt(name, now) - now;
        long remaining = Math.max(0, (MINUTE_MICROS - reset) * limit / MINUTE_MICROS);
        return new Allowance(limit, remaining, Duration.of(reset, ChronoUnit.MICROS));
    }

    private long fullAt(String name, long now) {
        return Math.max(now, fullAt.getOrDefault(name, now));
    }

    private Map<String, Long> slots(String owner) {
        return slots.computeIfAbsent(owner, o -> new HashMap<>());
    }

    private boolean newer(String owner, long revision) {
        return revisions.getOrDefault(owner, 0L) > revision;
    }

    private long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private static String userName(Holder holder) {
        return holder.userId();
    }

    private static String keyName(Holder holder) {
        return holder.userId() + " " + holder.keyId();
    }

    @Override
    public synchronized void keyChanged(String userId, String keyId, long revision) {
        revisions.merge(userId + " " + keyId, revision, Math::max);
    }

    @Override
    public synchronized void userChanged(String userId, long revision) {
        revisions.merge(userId, revision, Math::max);
    }

    @Override
    public synchronized void routesChanged() {
        routes++;
    }
}
