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

    /// Nothing for a request that used nothing; never more than [Charge#MOST].
    ///
    /// @param serviceTier what part of the rates of tokens the tier costs that served it
    public Nanos cost(Metered metered, Multiplier serviceTier) {
        if (price.isEmpty() || metered.source() == Source.NONE) {
            return Nanos.ZERO;
        }
        return bounded(
                () -> price.get().cost(metered.tokens(), metered.uses(), serviceTier, multiplier));
    }

    /// What to hold, within the same bounds.
    public Nanos estimate(Forecast forecast) {
        return price.map(known -> bounded(() -> known.estimate(forecast, multiplier)))
                .orElse(Nanos.ZERO);
    }

    /// Whether a use costs anything.
    public boolean charges(String use) {
        return price.map(known -> known.perUse().containsKey(use)).orElse(false);
    }

    /// What the model can do, as far as anyone knows or must assume.
    public Capacity capacity(Assumptions assumed) {
        return assumed.complete(price.map(Price::capacity).orElse(Capacity.UNKNOWN));
    }

    /// What part of the rates of tokens a service tier costs; empty when it must not be asked for.
    public Optional<Multiplier> serviceTier(String name) {
        return price.isEmpty()
                ? Optional.of(Multiplier.ONE)
                : price.flatMap(known -> known.serviceTier(name));
    }

    private static Nanos bounded(Supplier<Nanos> amount) {
        try {
            Nanos exact = amount.get();
            return exact.compareTo(Charge.MOST) < 0 ? exact : Charge.MOST;
        } catch (ArithmeticException _) {
            return Charge.MOST;
        }
    }
}
