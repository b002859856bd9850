package dev.airelay.attempt;

import dev.airelay.dialect.UpstreamDialect;
import dev.airelay.pricing.Tariff;
import dev.airelay.routing.Choice;
import dev.airelay.upstream.Channel;

/// A channel that may serve a request, with what the request costs there.
///
/// @param dialect in which it is asked
/// @param tariff by which it is charged
/// @param bound of what it may use
public record Candidate(Choice choice, UpstreamDialect dialect, Tariff tariff, UsageBound bound)
        implements PricingOutcome {
    public Channel channel() {
        return choice.channel();
    }

    /// What the channel calls the model.
    public String sentModel() {
        return channel().sentModel(choice.model());
    }
}
