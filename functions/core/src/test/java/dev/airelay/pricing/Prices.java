package dev.airelay.pricing;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.ArrayList;

/// Prices as tests write them down.
final class Prices {
    private Prices() {}

    static Rates rates(String input, String read, String write5m, String write1h, String output) {
        return new Rates(
                Nanos.ofDollars(input),
                Nanos.ofDollars(read),
                Nanos.ofDollars(write5m),
                Nanos.ofDollars(write1h),
                Nanos.ofDollars(output));
    }

    static Price price(String provider, String model, Instant from, Rates... tiers) {
        var list = new ArrayList<Tier>();
        for (int i = 0; i < tiers.length; i++) {
            list.add(new Tier(i * 200_000L, tiers[i]));
        }
        return Price.ofTokens(provider, model, from, list, "");
    }

    static Price plain(Rates... tiers) {
        return price("p", "m", Instant.EPOCH, tiers);
    }
}
