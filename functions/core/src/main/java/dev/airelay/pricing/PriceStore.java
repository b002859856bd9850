package dev.airelay.pricing;

import java.util.List;
import java.util.Map;

/// Where prices are kept for good. Safe for use by many threads.
///
/// Reads are strongly consistent. Every method throws [dev.airelay.failure.StoreException] when the
/// store does not answer.
public interface PriceStore {
    /// Every version of every price, in no particular order.
    List<Price> all();

    /// Adds versions. One that is there already (same provider, model and start) stays as it is,
    /// since requests may have been charged by it.
    ///
    /// @return how many were new
    int add(List<Price> prices);

    /// What part of the list price each group pays; groups that are not named pay all of it.
    Map<String, Multiplier> multipliers();

    /// Sets what a group pays from now on.
    void setMultiplier(String group, Multiplier multiplier);
}
