package dev.airelay.quota;

import dev.airelay.account.Account;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// Everything that a gate keeps about one user, and the rules by which it changes.
///
/// The rules are the same wherever counters live; the scripts of the Redis gate follow them, and
/// one contract holds for all. Not for several threads: whoever keeps the counters sees to it that
/// each call works on their newest state. The maps are the state itself.
///
/// @param revisions newest announced ones, by `user` or `key:` and the key's id
/// @param fullAt when each bucket is full again, see [Buckets]
/// @param holds by request id: requests in flight, and those whose cost is not booked yet
/// @param spent by `user` or `key:` and the key's id
/// @param accounts the newest that is known of the user's account, under `user`; empty when none is
public record UserCounters(
        Map<String, Long> revisions,
        Map<String, Long> fullAt,
        Map<String, Hold> holds,
        Map<String, Spending> spent,
        Map<String, Account> accounts) {
    private static final Duration SLOT_ADVICE = Duration.ofSeconds(1);
    public static final String USER = "user";

    public static UserCounters empty() {
        return new UserCounters(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
    }

    public static String key(String keyId) {
        return "key:" + keyId;
    }

    /// Whether the request costs something and too little is known about who pays.
    public boolean needFunds(AdmissionRequest ask) {
        return !missing(ask).equals(Nanos.ZERO)
                && !(accounts.containsKey(USER)
                        && spent.containsKey(USER)
                        && spent.containsKey(key(ask.holder().keyId())));
    }

    /// What its admission takes from the funds.
    private Nanos missing(AdmissionRequest ask) {
        Hold held = holds.get(ask.requestId());
        Nanos cost = ask.estimate().cost();
        return held == null ? cost : held.missing(cost);
    }

    /// Whether its admission changes anything.
    public boolean takes(AdmissionRequest ask) {
        return !holds.containsKey(ask.requestId()) || !missing(ask).equals(Nanos.ZERO);
    }

    /// Learns what the books say. What is held or not booked yet counts as spent on top of it.
    public void learn(String keyId, Funds funds) {
        learn(funds.account());
        spent.computeIfAbsent(USER, _ -> withHolds(funds.user(), _ -> true));
        spent.computeIfAbsent(
                key(keyId), _ -> withHolds(funds.key(), hold -> hold.keyId().equals(keyId)));
    }

    private Spending withHolds(Spending booked, Predicate<Hold> whose) {
        Spending sum = booked;
        for (Hold hold : holds.values()) {
            if (whose.test(hold)) {
                sum = sum.plus(hold.taken(), hold.day());
            }
        }
        return sum;
    }

    private void learn(Account account) {
        accounts.merge(USER, account, (old, now) -> now.version() > old.version() ? now : old);
    }

    /// Decides about a request; [#needFunds] must be false.
    public Admission admit(AdmissionRequest ask, News news, Instant now) {
        Holder holder = ask.holder();
        boolean held = holds.containsKey(ask.requestId());
        if (!held
                && (newer(USER, holder.userRevision())
                        || newer(key(holder.keyId()), holder.keyRevision()))) {
            return new Admission.Stale();
        }
        Optional<Admission> limited = held ? Optional.empty() : limited(ask, now);
        Optional<Admission> refusal =
                limited.or(() -> overBudget(ask, now)).or(() -> outOfFunds(ask, now));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (held) {
            raise(ask, now);
        } else {
            take(ask, now);
        }
        return new Admission.Admitted(
                news, buckets().requests(holder, now), buckets().tokens(holder, now));
    }

    private boolean newer(String owner, long revision) {
        return revisions.getOrDefault(owner, 0L) > revision;
    }

    private Buckets buckets() {
        return new Buckets(fullAt);
    }

    private Optional<Admission> limited(AdmissionRequest ask, Instant now) {
        return buckets().over(ask, now).map(Admission.class::cast).or(() -> full(ask, now));
    }

    private Optional<Admission> full(AdmissionRequest ask, Instant now) {
        Holder holder = ask.holder();
        return full(Scope.KEY, holder.keyLimits(), ask, now, holder.keyId()::equals)
                .or(() -> full(Scope.USER, holder.userLimits(), ask, now, _ -> true));
    }

    private Optional<Admission> full(
            Scope scope,
            Limits limits,
            AdmissionRequest ask,
            Instant now,
            Predicate<String> keyIds) {
        long limit = limits.concurrency();
        long inFlight =
                holds.values().stream()
                        .filter(hold -> !hold.reconciled() && hold.leaseEnd().isAfter(now))
                        .filter(hold -> keyIds.test(hold.keyId()))
                        .count();
        return limit == 0 || inFlight < limit
                ? Optional.empty()
                : Optional.of(
                        new Admission.Refused(
                                scope,
                                Measure.CONCURRENCY,
                                limit,
                                SLOT_ADVICE,
                                buckets().requests(ask.holder(), now),
                                buckets().tokens(ask.holder(), now)));
    }

    private Optional<Admission> overBudget(AdmissionRequest ask, Instant now) {
        Holder holder = ask.holder();
        return overBudget(Scope.KEY, key(holder.keyId()), holder.keyLimits(), ask, now)
                .or(() -> overBudget(Scope.USER, USER, holder.userLimits(), ask, now));
    }

    private Optional<Admission> overBudget(
            Scope scope, String owner, Limits limits, AdmissionRequest ask, Instant now) {
        Nanos cost = missing(ask);
        if (cost.equals(Nanos.ZERO)) {
            return Optional.empty();
        }
        return spent(owner, now)
                .over(limits.budget(), cost)
                .map(window ->
                        new Admission.OverBudget(
                                scope,
                                window,
                                limits.budget().of(window),
                                Spending.left(window, now)));
    }

    private Spending spent(String owner, Instant now) {
        return spent.getOrDefault(owner, Spending.none(now)).at(now);
    }

    private Optional<Admission> outOfFunds(AdmissionRequest ask, Instant now) {
        Nanos cost = missing(ask);
        if (cost.equals(Nanos.ZERO)) {
            return Optional.empty();
        }
        Account account = Objects.requireNonNull(accounts.get(USER), "needs funds");
        Nanos taken = holds.values().stream().map(Hold::taken).reduce(Nanos.ZERO, Nanos::plus);
        Nanos available = account.balance().plus(account.credit().at(now)).minus(taken);
        return available.compareTo(cost) >= 0
                ? Optional.empty()
                : Optional.of(new Admission.OutOfFunds(available));
    }

    private void take(AdmissionRequest ask, Instant now) {
        Holder holder = ask.holder();
        buckets().take(ask, now);
        var hold =
                new Hold(
                        ask.requestId(),
                        holder.userId(),
                        holder.keyId(),
                        ask.model(),
                        ask.estimate().cost(),
                        Spending.day(now),
                        now.plus(ask.lease()),
                        Instant.MAX,
                        false);
        holds.put(ask.requestId(), hold);
        spend(hold, hold.amount(), now);
    }

    private void raise(AdmissionRequest ask, Instant now) {
        Nanos more = missing(ask);
        Hold raised = Objects.requireNonNull(holds.get(ask.requestId())).raised(more);
        holds.put(ask.requestId(), raised);
        spend(raised, more, now);
    }

    private void spend(Hold hold, Nanos amount, Instant now) {
        for (String owner : List.of(USER, key(hold.keyId()))) {
            spent.computeIfPresent(owner, (_, sum) -> sum.at(now).plus(amount, hold.day()));
        }
    }

    /// @return whether the request was in flight
    public boolean reconcile(Reconciliation reconciliation, Instant now) {
        Hold hold = holds.get(reconciliation.requestId());
        if (hold == null || hold.reconciled()) {
            return false;
        }
        if (hold.leaseEnd().isAfter(now)) {
            buckets().correct(reconciliation, now);
        }
        spend(hold, reconciliation.cost().minus(hold.amount()), now);
        if (hold.booked() || hold.model().isEmpty()) {
            holds.remove(hold.requestId());
        } else {
            holds.put(hold.requestId(), hold.reconciled(reconciliation.cost(), now));
        }
        buckets().forgetFull(now);
        return true;
    }

    /// Learns that the books have the costs of these requests.
    public void booked(Account after, List<String> requestIds) {
        for (String id : requestIds) {
            holds.computeIfPresent(id, (_, hold) -> hold.reconciled() ? null : hold.asBooked());
        }
        learn(after);
    }

    /// Gives back what a request holds that nobody will reconcile. What was spent is forgotten with
    /// it: the request's cost may have been recorded all the same, and then only the books know it.
    public void release(String requestId) {
        Hold hold = holds.get(requestId);
        if (hold != null && !hold.reconciled()) {
            holds.remove(requestId);
            spent.remove(USER);
            spent.remove(key(hold.keyId()));
        }
    }
}
