package dev.airelay.relaying;

import dev.airelay.attempt.Candidate;
import dev.airelay.attempt.PricingOutcome;
import dev.airelay.attempt.UsageBound;
import dev.airelay.dialect.AskedTiers;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.Demand;
import dev.airelay.dialect.InputEstimate;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.failure.CallerFault;
import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.RelayException;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.Forecast;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Tariff;
import dev.airelay.pricing.Tariffs;
import dev.airelay.quota.Estimate;
import dev.airelay.routing.Choice;
import dev.airelay.routing.RouteBook;
import dev.airelay.routing.Router;
import dev.airelay.routing.Routes;
import dev.airelay.upstream.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What a request may use and cost, before anyone has answered it, at the dearest of the channels
/// that may serve it. Safe for many threads.
final class Estimates {
    private final Dialects dialects;
    private final RouteBook routes;
    private final Assumptions assumed;
    private final TokenCounter tokens;
    private final RandomGenerator random;

    /// @param random where to look in long texts, not to be foretold by clients
    Estimates(
            Dialects dialects,
            RouteBook routes,
            Assumptions assumed,
            TokenCounter tokens,
            RandomGenerator random) {
        this.dialects = dialects;
        this.routes = routes;
        this.assumed = assumed;
        this.tokens = tokens;
        this.random = random;
    }

    /// The call with an estimate of its input.
    Call withInput(Call call) {
        return call.with(InputEstimate.of(call.body().bytes(), call.model(), tokens, random));
    }

    /// Tokens of output count in a minute's bucket as the request bounds them; where it does not,
    /// as an answer usually is. Prices are those of the last known routes.
    ///
    /// @param call with its input estimated
    /// @param group whose channels and prices hold
    /// @param when the request arrived
    /// @throws RelayException with `Malformed` when it asks for something that has a price nowhere
    Estimate of(Call call, String group, Instant when) {
        Routes known = routes.latest();
        List<PricingOutcome> all =
                Router.candidates(known, dialects.kinds(call.endpoint()), call.model(), group)
                        .stream()
                        .map(choice -> price(choice, known.tariffs(), call, group, when))
                        .toList();
        List<Candidate> candidates = candidates(all);
        if (candidates.isEmpty()) {
            fault(all)
                    .ifPresent(fault -> {
                        throw new RelayException(fault);
                    });
        }
        long output = call.demand().output().most(UsageBound.FIRST_OUTPUT);
        return new Estimate(call.inputEstimate() + output, dearest(candidates));
    }

    static List<Candidate> candidates(Collection<PricingOutcome> all) {
        return all.stream().filter(Candidate.class::isInstance).map(Candidate.class::cast).toList();
    }

    /// What the request asks for that keeps it from a channel; empty when nothing does.
    static Optional<CallerFault> fault(Collection<PricingOutcome> all) {
        return all.stream()
                .filter(PricingOutcome.Unpriced.class::isInstance)
                .flatMap(unpriced -> ((PricingOutcome.Unpriced) unpriced).fault().stream())
                .findFirst();
    }

    /// The most that is held at first at one of these; zero when there is none.
    static Nanos dearest(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.bound().first())
                .max(Comparator.naturalOrder())
                .orElse(Nanos.ZERO);
    }

    /// @param group whose prices hold
    /// @param when the request arrived
    PricingOutcome price(Choice choice, Tariffs tariffs, Call call, String group, Instant when) {
        String provider = choice.channel().provider();
        if (!call.endpoint().charged()) {
            return candidate(choice, call, Tariff.FREE, Tariff.FREE, Multiplier.ONE);
        }
        Optional<Tariff> own =
                tariffs.of(provider, choice.channel().sentModel(choice.model()), group, when);
        if (own.isEmpty()) {
            return new PricingOutcome.Unpriced(Optional.empty());
        }
        Demand demand = call.demand();
        Tariff charged = own.get();
        for (String other : demand.others()) {
            Optional<Tariff> tariff = tariffs.of(provider, other, group, when);
            if (tariff.isEmpty()) {
                return unpriced(other);
            }
            charged = dearer(charged, tariff.get(), call);
        }
        Tariff held = charged;
        for (String model : demand.tools().models()) {
            Optional<Tariff> tariff = tariffs.of(provider, model, group, when);
            if (tariff.isEmpty()) {
                return unpriced(model);
            }
            held = dearer(held, tariff.get(), call);
        }
        Tariff tariff = charged;
        Tariff dearest = held;
        return ServedTier.of(demand.tiers(), charged)
                .map(tier -> candidate(choice, call, tariff, dearest, tier))
                .orElseGet(() -> untiered(demand.tiers(), tariff));
    }

    private PricingOutcome candidate(
            Choice choice, Call call, Tariff charged, Tariff held, Multiplier tier) {
        Channel channel = choice.channel();
        return new Candidate(
                choice,
                dialects.upstream(channel.kind(), call.endpoint()).orElseThrow(),
                charged,
                UsageBound.of(call, channel.provider(), held, tier, assumed));
    }

    private Tariff dearer(Tariff one, Tariff other, Call call) {
        return most(one, call).compareTo(most(other, call)) < 0 ? other : one;
    }

    private Nanos most(Tariff tariff, Call call) {
        long output = call.demand().output().most(tariff.capacity(assumed).maxOutputTokens());
        return tariff.estimate(Forecast.of(call.inputEstimate(), output));
    }

    private static PricingOutcome unpriced(String model) {
        return new PricingOutcome.Unpriced(
                Optional.of(
                        new Malformed(
                                "The request also names the model '"
                                        + model
                                        + "', which has no price here.",
                                "models")));
    }

    private static PricingOutcome untiered(AskedTiers tiers, Tariff tariff) {
        AskedTiers.Tier first =
                tiers.asked().stream()
                        .filter(tier -> tariff.serviceTier(tier.word()).isEmpty())
                        .findFirst()
                        .orElseThrow();
        return new PricingOutcome.Unpriced(
                Optional.of(
                        new Malformed(
                                "'"
                                        + first.member()
                                        + "': '"
                                        + first.word()
                                        + "' has no price here for this model.",
                                first.member())));
    }
}
