package dev.airelay.relaying;

import dev.airelay.attempt.Candidate;
import dev.airelay.attempt.PricingOutcome;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.ConversationKey;
import dev.airelay.failure.CallerFault.UnknownGroup;
import dev.airelay.failure.CallerFault.UnknownModel;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.routing.Choice;
import dev.airelay.routing.Plan;
import dev.airelay.routing.RouteBook;
import dev.airelay.routing.RouteQuery;
import dev.airelay.routing.Router;
import dev.airelay.routing.Routes;
import dev.airelay.usage.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Finds out whom a request may be sent to, in which order, and what it costs there. Safe for many
/// threads.
final class Planning {
    private final Dialects dialects;
    private final RouteBook routes;
    private final Estimates estimates;
    private final RandomGenerator random;

    Planning(Dialects dialects, RouteBook routes, Estimates estimates, RandomGenerator random) {
        this.dialects = dialects;
        this.routes = routes;
        this.estimates = estimates;
        this.random = random;
    }

    /// @return at least one
    /// @throws RelayException when there is nobody
    /// @throws dev.airelay.failure.StoreException when routes must be loaded and cannot be
    List<Candidate> plan(AdmittedRequest admitted, UsageDraft draft) {
        Call call = admitted.call();
        Admissions.Ticket ticket = admitted.ticket();
        String group = ticket.group();
        Routes current = routes.routes(ticket.admission().news().routesVersion());
        if (!group.isEmpty() && !current.hasGroup(group)) {
            throw new RelayException(new UnknownGroup(group));
        }
        var query =
                new RouteQuery(
                        admitted.asker(),
                        dialects.kinds(call.endpoint()),
                        call.model(),
                        group,
                        ticket.access().key().grant()::allowsModel,
                        ConversationKey.of(call));
        Plan plan =
                Router.plan(current, query, admitted.healths(), admitted.arrival().now(), random);
        draft.skipped(plan.skips());
        if (!plan.known()) {
            throw new RelayException(new UnknownModel(call.model()));
        }
        if (plan.choices().isEmpty()) {
            throw new RelayException(new RelayFault.NoChannel(call.model(), plan.pause()));
        }
        return priced(plan, current, admitted, draft);
    }

    private List<Candidate> priced(
            Plan plan, Routes routes, AdmittedRequest admitted, UsageDraft draft) {
        var all = new ArrayList<PricingOutcome>();
        for (Choice choice : plan.choices()) {
            PricingOutcome priced =
                    estimates.price(
                            choice,
                            routes.tariffs(),
                            admitted.call(),
                            admitted.ticket().group(),
                            admitted.arrival().arrivedAt());
            all.add(priced);
            if (priced instanceof PricingOutcome.Unpriced) {
                String channel = choice.channel().id();
                draft.skipped(List.of(new Skip(channel, choice.model(), Skip.Why.NOT_PRICED)));
            }
        }
        List<Candidate> candidates = Estimates.candidates(all);
        if (candidates.isEmpty()) {
            throw new RelayException(
                    Estimates.fault(all)
                            .map(Failure.class::cast)
                            .orElseGet(() -> new RelayFault.NotPriced(admitted.call().model())));
        }
        return candidates;
    }
}
