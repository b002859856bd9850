package dev.airelay.relaying;

import dev.airelay.dialect.Call;
import dev.airelay.pricing.Tariff;
import dev.airelay.pricing.Tariffs;
import dev.airelay.upstream.Channel;
import java.time.Instant;
import java.util.List;

/// A channel that may serve a request, with what the request costs there.
record Candidate(Channel channel, Tariff tariff) {
    /// The channels whose price is known, or on which the request is free, in the order given.
    ///
    /// @param group of the key that asks
    /// @param when the request arrived
    static List<Candidate> among(
            List<Channel> channels, Tariffs tariffs, Call call, String group, Instant when) {
        if (!call.endpoint().charged()) {
            return channels.stream().map(channel -> new Candidate(channel, Tariff.FREE)).toList();
        }
        return channels.stream()
                .flatMap(channel ->
                        tariffs
                                .of(
                                        channel.provider(),
                                        channel.sentModel(call.model()),
                                        group,
                                        when)
                                .map(tariff -> new Candidate(channel, tariff))
                                .stream())
                .toList();
    }
}
