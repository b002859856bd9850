package dev.airelay.quota;

import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Requests and tokens of a minute: each bucket is kept as the moment, in microseconds since 1970,
/// at which it is full again.
///
/// Units cost their share of a minute, rounded down to whole microseconds. An estimate above the
/// whole limit costs the whole limit.
///
/// @param fullAt by the bucket's name; changed in place
record Buckets(Map<String, Long> fullAt) {
    private static final long MINUTE_MICROS = 60_000_000;
    private static final String USER = "user";

    private record Rate(Scope scope, Measure measure, long limit, String name, long cost) {}

    Optional<Admission.Refused> over(AdmissionRequest ask, Instant when) {
        long now = micros(when);
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
                                requests(ask.holder(), when),
                                tokens(ask.holder(), when)));
    }

    void take(AdmissionRequest ask, Instant when) {
        long now = micros(when);
        rates(ask).forEach(rate -> fullAt.put(rate.name, fullAt(rate.name, now) + rate.cost));
    }

    /// Replaces estimated tokens by those that were used.
    void correct(Reconciliation reconciliation, Instant when) {
        Holder holder = reconciliation.holder();
        correct(keyName(holder), holder.keyLimits(), reconciliation, micros(when));
        correct(USER, holder.userLimits(), reconciliation, micros(when));
    }

    private void correct(String owner, Limits limits, Reconciliation reconciliation, long now) {
        long limit = limits.tokensPerMinute();
        if (limit > 0) {
            long taken = cost(Math.min(reconciliation.estimate().tokens(), limit), limit);
            String name = owner + " tokens";
            fullAt.put(name, fullAt(name, now) + cost(reconciliation.tokens(), limit) - taken);
        }
    }

    /// Forgets buckets that are full.
    void forgetFull(Instant when) {
        long now = micros(when);
        fullAt.values().removeIf(full -> full <= now);
    }

    /// The tighter of the key's and the user's.
    Allowance requests(Holder holder, Instant when) {
        long now = micros(when);
        long key = holder.keyLimits().requestsPerMinute();
        long user = holder.userLimits().requestsPerMinute();
        return allowance(keyName(holder) + " requests", key, now)
                .tighter(allowance(USER + " requests", user, now));
    }

    Allowance tokens(Holder holder, Instant when) {
        long now = micros(when);
        long key = holder.keyLimits().tokensPerMinute();
        long user = holder.userLimits().tokensPerMinute();
        return allowance(keyName(holder) + " tokens", key, now)
                .tighter(allowance(USER + " tokens", user, now));
    }

    private static List<Rate> rates(AdmissionRequest ask) {
        Holder holder = ask.holder();
        return List.of(
                        requestRate(Scope.KEY, keyName(holder), holder.keyLimits()),
                        requestRate(Scope.USER, USER, holder.userLimits()),
                        tokenRate(Scope.KEY, keyName(holder), holder.keyLimits(), ask),
                        tokenRate(Scope.USER, USER, holder.userLimits(), ask))
                .stream()
                .filter(rate -> rate.limit > 0)
                .toList();
    }

    private static Rate requestRate(Scope scope, String owner, Limits limits) {
        long limit = limits.requestsPerMinute();
        return new Rate(
                scope, Measure.REQUESTS_PER_MINUTE, limit, owner + " requests", cost(1, limit));
    }

    private static Rate tokenRate(Scope scope, String owner, Limits limits, AdmissionRequest ask) {
        long limit = limits.tokensPerMinute();
        long tokens = Math.min(ask.estimate().tokens(), limit);
        return new Rate(
                scope, Measure.TOKENS_PER_MINUTE, limit, owner + " tokens", cost(tokens, limit));
    }

    private static long cost(long units, long limit) {
        return limit == 0 ? 0 : units * MINUTE_MICROS / limit;
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

    private static String keyName(Holder holder) {
        return "key:" + holder.keyId();
    }

    private static long micros(Instant when) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, when);
    }
}
