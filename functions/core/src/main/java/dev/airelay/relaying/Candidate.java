package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.pricing.Tariff;
import dev.airelay.pricing.Tariffs;
import dev.airelay.routing.Choice;
import dev.airelay.upstream.Channel;
import java.time.Instant;
import java.util.Optional;

/// A channel that may serve a request, with what the request costs there.
record Candidate(Choice choice, Tariff tariff) {
    Channel channel() {
        return choice.channel();
    }

    /// What the channel calls the model.
    String sentModel() {
        return channel().sentModel(choice.model());
    }

    /// Empty when nobody has said what the request costs there.
    ///
    /// @param group whose prices hold
    /// @param when the request arrived
    static Optional<Candidate> of(
            Choice choice, Tariffs tariffs, Call call, String group, Instant when) {
        if (!call.endpoint().charged()) {
            return Optional.of(new Candidate(choice, Tariff.FREE));
        }
        Channel channel = choice.channel();
        return tariffs.of(channel.provider(), channel.sentModel(choice.model()), group, when)
                .map(tariff -> new Candidate(choice, tariff));
    }
}
