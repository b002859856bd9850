package dev.airelay.pricing;

import dev.airelay.account.Charge;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import java.util.Optional;
import java.util.function.Supplier;

/// What one request costs by one provider's model, for the group that asks.
///
/// @param price empty when it costs nothing
public record Tariff(Optional<Price> price, Multiplier multiplier) {
    public static final Tariff FREE = new Tariff(Optional.empty(), Multiplier.ONE);

    /// The price's name; empty when it is free.
    public String version() {
        return price.map(Price::version).orElse("");
    }

    /// Nothing for a request that used nothing; never more than one nano above [Charge#MOST], which
    /// no charge takes: an upstream that reports more tokens than that talks nonsense.
    public Nanos cost(Metered metered) {
        if (price.isEmpty() || metered.source() == Source.NONE) {
            return Nanos.ZERO;
        }
        return bounded(() ->
                price.get().cost(metered.tokens(), metered.uses(), metered.tier(), multiplier));
    }

    /// What to hold, within the same bounds.
    public Nanos estimate(long inputTokens, long outputTokens) {
        return price.map(known ->
                        bounded(() -> known.estimate(inputTokens, outputTokens, multiplier)))
                .orElse(Nanos.ZERO);
    }

    private static Nanos bounded(Supplier<Nanos> amount) {
        Nanos beyond = Charge.MOST.plus(new Nanos(1));
        try {
            Nanos exact = amount.get();
            return exact.compareTo(beyond) < 0 ? exact : beyond;
        } catch (ArithmeticException _) {
            return beyond;
        }
    }
}
