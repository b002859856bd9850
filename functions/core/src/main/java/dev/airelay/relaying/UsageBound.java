package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.Demand;
import dev.airelay.dialect.OutputBound;
import dev.airelay.dialect.ServerTools;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.Capacity;
import dev.airelay.pricing.Forecast;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Tariff;
import dev.airelay.usage.Uses;
import java.util.HashMap;
import java.util.Map;

/// What one request may use and cost at one candidate, before anyone has answered it.
///
/// @param tariff the dearest by which the candidate may serve it
/// @param most all that it may use
/// @param firstOutput tokens of output that are held before the first of them is seen
/// @param unseen whether some of the answer may be written where nobody sees it in time
/// @param usesUnasked how often a tool may run that it does not ask for
record UsageBound(
        Tariff tariff,
        Forecast most,
        long firstOutput,
        boolean unseen,
        long usesUnasked,
        Capacity capacity) {
    /// As long as an answer usually is; more is held while it is seen to be longer.
    static final long FIRST_OUTPUT = 4_096;

    /// What a search or a page that is fetched usually adds to the prompt. A size, not a bound.
    private static final long TOKENS_BROUGHT = 10_000;

    /// @param serviceTier what the asked tiers cost there
    static UsageBound of(
            Call call,
            String provider,
            Tariff tariff,
            Multiplier serviceTier,
            Assumptions assumed) {
        Demand demand = call.demand();
        Capacity capacity = tariff.capacity(assumed);
        OutputBound bound =
                capacity.reasons() ? demand.output().thinkingWith(provider) : demand.output();
        long output = bound.most(capacity.maxOutputTokens());
        boolean hidden = capacity.reasons() || demand.thinks() || !demand.output().shown();
        boolean unseen = hidden || !call.streamed();
        Uses uses = uses(demand.tools(), assumed);
        var most =
                new Forecast(
                        read(call, capacity) + brought(uses),
                        demand.keepsForAnHour(),
                        output,
                        uses,
                        serviceTier);
        return new UsageBound(
                tariff,
                most,
                unseen ? output : Math.min(output, FIRST_OUTPUT),
                unseen,
                assumed.uses(),
                capacity);
    }

    private static Uses uses(ServerTools tools, Assumptions assumed) {
        if (tools.most().isEmpty()) {
            return Uses.NONE;
        }
        var counts = new HashMap<String, Long>();
        tools.most().keySet().forEach(use -> counts.put(use, tools.most(use, assumed.uses())));
        return new Uses(counts);
    }

    /// A model that also reads what only its upstream has may read all that it can.
    private static long read(Call call, Capacity capacity) {
        return call.demand().continues()
                ? Math.max(call.inputEstimate(), capacity.contextTokens())
                : call.inputEstimate();
    }

    private static long brought(Uses uses) {
        return uses.counts().entrySet().stream()
                .filter(use -> ServerTools.brings(use.getKey()))
                .mapToLong(Map.Entry::getValue)
                .map(times -> times * TOKENS_BROUGHT)
                .sum();
    }

    /// With so much output, and whatever else it may use.
    Nanos cost(long outputTokens) {
        return tariff.estimate(most.withOutput(outputTokens));
    }

    /// What is held before anything is seen.
    Nanos first() {
        return cost(firstOutput);
    }
}
