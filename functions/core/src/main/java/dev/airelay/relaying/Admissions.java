package dev.airelay.relaying;

import dev.airelay.access.Access;
import dev.airelay.access.Authenticator;
import dev.airelay.access.Grant;
import dev.airelay.dialect.Call;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.CallerFault.AddressForbidden;
import dev.airelay.failure.CallerFault.BudgetSpent;
import dev.airelay.failure.CallerFault.GroupForbidden;
import dev.airelay.failure.CallerFault.LimitReached;
import dev.airelay.failure.CallerFault.ModelForbidden;
import dev.airelay.failure.CallerFault.OutOfFunds;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.StateAway;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Holder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Gets a request through the gate, with records that are as new as the gate knows them.
final class Admissions {
    private static final int MOST_REREADS = 2;

    private final Authenticator authenticator;
    private final Gate gate;

    Admissions(Authenticator authenticator, Gate gate) {
        this.authenticator = authenticator;
        this.gate = gate;
    }

    /// An admitted request: whoever holds one must reconcile it.
    ///
    /// @param access the records that the gate agreed to
    /// @param group whose channels and prices hold; empty: nobody's in particular
    record Ticket(
            Access access,
            String group,
            Holder holder,
            Estimate estimate,
            Admission.Admitted admission) {}

    /// What a request is about.
    ///
    /// @param model empty when it is about no model in particular
    /// @param group that the path names; may be empty
    /// @param others models that it names besides
    record Requested(String model, String group, Set<String> others) {
        static Requested of(Call call, String group) {
            var others = new HashSet<>(call.demand().others());
            others.addAll(call.demand().tools().models());
            return new Requested(call.model(), group, others);
        }
    }

    /// @throws RelayException with the reason why it may not pass; nothing was taken then
    Ticket admit(Arrival arrival, Access first, Requested requested, Estimate estimate) {
        Access access =
                forbidden(arrival, first, requested).isEmpty()
                        ? first
                        : authenticator.reread(first);
        for (int rereads = 0; rereads <= MOST_REREADS; rereads++) {
            forbidden(arrival, access, requested)
                    .ifPresent(fault -> {
                        throw new RelayException(fault);
                    });
            Holder holder = holder(access);
            var ask =
                    new AdmissionRequest(
                            arrival.requestId(),
                            holder,
                            requested.model(),
                            estimate,
                            arrival.lease());
            switch (gate.admit(ask)) {
                case Admission.Admitted admitted -> {
                    String group = access.key().grant().groupFor(requested.group());
                    return new Ticket(access, group, holder, estimate, admitted);
                }
                case Admission.Refused refused -> throw new RefusedException(refused);
                case Admission.OverBudget over ->
                        throw new RelayException(
                                new BudgetSpent(
                                        over.scope(),
                                        over.window(),
                                        over.limit(),
                                        over.retryAfter()));
                case Admission.OutOfFunds out ->
                        throw new RelayException(new OutOfFunds(estimate.cost(), out.available()));
                case Admission.Stale _ -> access = authenticator.reread(access);
            }
        }
        throw new RelayException(new StateAway());
    }

    /// Holds what an admitted request may cost more than was held for it: this process heard only
    /// at its admission that routes or prices have changed, or the answer grows.
    ///
    /// @throws RelayException with the reason why it may not go on; it must be reconciled all the
    ///   same
    void cover(Arrival arrival, Ticket ticket, Call call, Nanos cost) {
        if (cost.compareTo(ticket.estimate().cost()) <= 0) {
            return;
        }
        var estimate = new Estimate(ticket.estimate().tokens(), cost);
        try {
            var _ = admit(arrival, ticket.access(), Requested.of(call, ticket.group()), estimate);
        } catch (RefusedException e) {
            throw new RelayException(e.failure(), e);
        }
    }

    private static Optional<CallerFault> forbidden(
            Arrival arrival, Access access, Requested requested) {
        Grant grant = access.key().grant();
        String address = arrival.request().clientAddress();
        if (!grant.allowsAddress(address)) {
            return Optional.of(new AddressForbidden(address));
        }
        if (!access.allowsGroup(requested.group())) {
            return Optional.of(new GroupForbidden(requested.group()));
        }
        return Stream.concat(Stream.of(requested.model()), requested.others().stream())
                .filter(model -> !model.isEmpty() && !grant.allowsModel(model))
                .findFirst()
                .map(ModelForbidden::new);
    }

    /// A refusal by the gate, with the allowances that the answer's headers tell.
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Admission.Refused refused;

        RefusedException(Admission.Refused refused) {
            super("refused by the gate", null, false, false);
            this.refused = refused;
        }

        Admission.Refused refused() {
            return refused;
        }

        LimitReached failure() {
            return new LimitReached(
                    refused.scope(), refused.measure(), refused.limit(), refused.retryAfter());
        }
    }

    private static Holder holder(Access access) {
        return new Holder(
                access.user().id(),
                access.user().revision(),
                access.user().limits(),
                access.key().id(),
                access.key().revision(),
                access.key().limits());
    }
}
