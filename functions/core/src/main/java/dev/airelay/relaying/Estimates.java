package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Estimate;
import dev.airelay.routing.Router;
import dev.airelay.routing.Routes;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/// What a request may use and cost, before anyone has answered it: the estimated prompt and the
/// longest answer that it allows, at the dearest of the channels that may serve it.
final class Estimates {
    private Estimates() {}

    /// @param group whose channels and prices hold
    /// @param when the request arrived
    static Estimate of(Call call, Routes routes, String group, Instant when) {
        Stream<Candidate> candidates =
                Router.candidates(routes, call.endpoint().kind(), call.model(), group).stream()
                        .flatMap(choice ->
                                Candidate.of(choice, routes.tariffs(), call, group, when).stream());
        return new Estimate(call.inputEstimate() + call.mostOutput(), dearest(call, candidates));
    }

    /// The most that it may cost at one of these; zero when there is none.
    static Nanos dearest(Call call, Stream<Candidate> candidates) {
        return candidates
                .map(candidate ->
                        candidate.tariff().estimate(call.inputEstimate(), call.mostOutput()))
                .max(Comparator.naturalOrder())
                .orElse(Nanos.ZERO);
    }
}
