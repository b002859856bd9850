package dev.airelay.relaying;

import dev.airelay.pricing.Tariff;
import dev.airelay.routing.Choice;
import dev.airelay.upstream.Channel;

/// A channel that may serve a request, with what the request costs there.
///
/// @param tariff by which it is charged
/// @param bound of what it may use
record Candidate(Choice choice, Tariff tariff, UsageBound bound) implements Priced {
    Channel channel() {
        return choice.channel();
    }

    /// What the channel calls the model.
    String sentModel() {
        return channel().sentModel(choice.model());
    }
}
