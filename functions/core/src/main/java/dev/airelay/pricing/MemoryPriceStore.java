package dev.airelay.pricing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prices in this process only; gone when it ends. For trying the relay without a database.
public final class MemoryPriceStore implements PriceStore {
    private final Map<String, Price> byVersion = new LinkedHashMap<>();
    private final Map<String, Multiplier> multipliers = new HashMap<>();

    @Override
    public synchronized PriceList read() {
        return new PriceList(List.copyOf(byVersion.values()), multipliers);
    }

    @Override
    public synchronized int add(List<Price> prices) {
        int before = byVersion.size();
        prices.forEach(price -> byVersion.putIfAbsent(price.version(), price));
        return byVersion.size() - before;
    }

    @Override
    public synchronized void setMultiplier(String group, Multiplier multiplier) {
        multipliers.put(group, multiplier);
    }
}
