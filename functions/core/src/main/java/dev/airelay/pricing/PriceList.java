package dev.airelay.pricing;

import java.util.List;
import java.util.Map;

/// Everything that is known about prices.
///
/// @param prices every version of every price, in no particular order
/// @param multipliers what part of the list price each group pays; those that are not named pay all
///   of it
public record PriceList(List<Price> prices, Map<String, Multiplier> multipliers) {
    public PriceList {
        prices = List.copyOf(prices);
        multipliers = Map.copyOf(multipliers);
    }
}
