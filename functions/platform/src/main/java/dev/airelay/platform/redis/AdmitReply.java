package dev.airelay.platform.redis;

import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.limit.Window;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Holder;
import dev.airelay.quota.News;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `admit.lua` answers.
final class AdmitReply {
    private static final Duration SLOT_ADVICE = Duration.ofSeconds(1);

    private AdmitReply() {}

    /// Reads the answer of `admit.lua`.
    ///
    /// @return empty when it wants to be told about the user's money
    static Optional<Admission> read(List<?> reply, Holder holder, News news) {
        return switch ((String) reply.getFirst()) {
            case "unfunded" -> Optional.empty();
            case "stale" -> Optional.of(new Admission.Stale());
            case "funds" -> {
                var available = new Nanos(Long.parseLong((String) reply.get(1)));
                yield Optional.of(new Admission.OutOfFunds(available));
            }
            case "budget" -> Optional.of(overBudget(reply, holder));
            default -> Optional.of(limited(reply, holder, news));
        };
    }

    private static Admission overBudget(List<?> reply, Holder holder) {
        Scope scope = scope(reply);
        var window = Window.valueOf(((String) reply.get(2)).toUpperCase(Locale.ROOT));
        return new Admission.OverBudget(
                scope, window, limits(holder, scope).budget().of(window), micros(reply, 3));
    }

    private static Scope scope(List<?> reply) {
        return reply.get(1).equals("key") ? Scope.KEY : Scope.USER;
    }

    private static Limits limits(Holder holder, Scope scope) {
        return scope == Scope.KEY ? holder.keyLimits() : holder.userLimits();
    }

    /// Admitted, or refused by a limit.
    private static Admission limited(List<?> reply, Holder holder, News news) {
        Limits key = holder.keyLimits();
        Limits user = holder.userLimits();
        Allowance requests =
                allowance(reply, 4, key.requestsPerMinute())
                        .tighter(allowance(reply, 6, user.requestsPerMinute()));
        Allowance tokens =
                allowance(reply, 8, key.tokensPerMinute())
                        .tighter(allowance(reply, 10, user.tokensPerMinute()));
        if (reply.getFirst().equals("admitted")) {
            return new Admission.Admitted(news, requests, tokens);
        }
        Scope scope = scope(reply);
        Limits limits = limits(holder, scope);
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
}
