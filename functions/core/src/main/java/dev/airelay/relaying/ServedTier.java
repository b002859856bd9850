package dev.airelay.relaying;

import dev.airelay.dialect.AskedTiers;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Tariff;
import java.util.Optional;

/// What part of the rates of tokens a request costs for its service tiers.
final class ServedTier {
    private ServedTier() {}

    /// Of what was asked for.
    ///
    /// @return empty when one of them has no price
    static Optional<Multiplier> of(AskedTiers asked, Tariff tariff) {
        Multiplier product = Multiplier.ONE;
        for (AskedTiers.Tier tier : asked.asked()) {
            Optional<Multiplier> factor = tariff.serviceTier(tier.word());
            if (factor.isEmpty()) {
                return Optional.empty();
            }
            product = product.times(factor.get());
        }
        return Optional.of(product);
    }

    /// Of what the answer says served it, all of its words; of what was asked for when it says
    /// nothing, or a word that has no price.
    ///
    /// @param answered words with `+` between them; empty when it says nothing
    static Multiplier of(AskedTiers asked, String answered, Tariff tariff) {
        return (answered.isEmpty() ? Optional.<Multiplier>empty() : of(answered, tariff))
                .or(() -> of(asked, tariff))
                .orElse(Multiplier.ONE);
    }

    private static Optional<Multiplier> of(String answered, Tariff tariff) {
        Multiplier product = Multiplier.ONE;
        for (String word : answered.split("\\+", -1)) {
            Optional<Multiplier> factor =
                    AskedTiers.isUsual(word)
                            ? Optional.of(Multiplier.ONE)
                            : tariff.serviceTier(word);
            if (factor.isEmpty()) {
                return Optional.empty();
            }
            product = product.times(factor.get());
        }
        return Optional.of(product);
    }
}
