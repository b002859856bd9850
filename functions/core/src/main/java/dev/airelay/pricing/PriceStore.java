package dev.airelay.pricing;

import java.util.List;

/// Where prices are kept for good. Safe for use by many threads.
///
/// Reads are strongly consistent. Every method throws [dev.airelay.failure.StoreException] when the
/// store does not answer.
public interface PriceStore {
    PriceList read();

    /// Adds versions. One that is there already (same provider, model and start) stays as it is,
    /// since requests may have been charged by it.
    ///
    /// @return how many were new
    int add(List<Price> prices);

    /// Sets what part of the list price a group pays from now on.
    void setMultiplier(String group, Multiplier multiplier);
}
