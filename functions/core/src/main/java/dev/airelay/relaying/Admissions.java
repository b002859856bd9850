package dev.airelay.relaying;

import dev.airelay.access.Access;
import dev.airelay.access.Authenticator;
import dev.airelay.access.Grant;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.CallerFault.AddressForbidden;
import dev.airelay.failure.CallerFault.BudgetSpent;
import dev.airelay.failure.CallerFault.LimitReached;
import dev.airelay.failure.CallerFault.ModelForbidden;
import dev.airelay.failure.CallerFault.OutOfFunds;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.StateAway;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Ask;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Holder;
import java.time.Duration;
import java.util.Optional;

/// Gets a request through the gate, with records that are as new as the gate knows them.
final class Admissions {
    /// How much longer than the exchange itself its slots live, should nobody give them back.
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    private static final int MOST_REREADS = 2;

    private final Authenticator authenticator;
    private final Gate gate;

    Admissions(Authenticator authenticator, Gate gate) {
        this.authenticator = authenticator;
        this.gate = gate;
    }

    /// An admitted request: whoever holds one must settle it.
    ///
    /// @param access the records that the gate agreed to
    record Ticket(Access access, Holder holder, Estimate estimate, Admission.Admitted admitted) {}

    /// @param model empty when the request is about no model in particular
    /// @throws RelayException with the reason why it may not pass; nothing was taken then
    Ticket admit(Exchange exchange, Access first, String model, Estimate estimate) {
        Access access =
                forbidden(exchange, first, model).isEmpty() ? first : authenticator.reread(first);
        for (int rereads = 0; rereads <= MOST_REREADS; rereads++) {
            forbidden(exchange, access, model)
                    .ifPresent(fault -> {
                        throw new RelayException(fault);
                    });
            Holder holder = holder(access);
            var ask = new Ask(exchange.requestId(), holder, model, estimate, lease(exchange));
            switch (gate.admit(ask)) {
                case Admission.Admitted admitted -> {
                    return new Ticket(access, holder, estimate, admitted);
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

    private static Optional<CallerFault> forbidden(Exchange exchange, Access access, String model) {
        Grant grant = access.key().grant();
        String address = exchange.request().clientAddress();
        if (!grant.allowsAddress(address)) {
            return Optional.of(new AddressForbidden(address));
        }
        return model.isEmpty() || grant.allowsModel(model)
                ? Optional.empty()
                : Optional.of(new ModelForbidden(model));
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

    private static Duration lease(Exchange exchange) {
        var left = Duration.between(exchange.arrivedAt(), exchange.request().lifeline().deadline());
        return (left.isNegative() ? Duration.ZERO : left).plus(LEASE_MARGIN);
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
