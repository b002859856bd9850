package dev.airelay.pricing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Everything that decides what requests cost, as it was at one moment. Immutable.
///
/// @param groups what part of the list price each group pays; the others pay all of it
public record Tariffs(PriceBook prices, Map<String, Multiplier> groups, UnpricedPolicy unpriced) {
    public Tariffs {
        groups = Map.copyOf(groups);
    }

    /// What holds for a request that arrives at `when`; empty when the model must not be used,
    /// because it has no price.
    public Optional<Tariff> of(String provider, String model, String group, Instant when) {
        Optional<Tariff> priced =
                prices.at(provider, model, when)
                        .map(price ->
                                new Tariff(
                                        Optional.of(price),
                                        groups.getOrDefault(group, Multiplier.ONE)));
        return unpriced == UnpricedPolicy.FREE ? priced.or(() -> Optional.of(Tariff.FREE)) : priced;
    }
}
