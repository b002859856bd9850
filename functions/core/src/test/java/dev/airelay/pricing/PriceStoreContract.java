package dev.airelay.pricing;

import static dev.airelay.pricing.Prices.price;
import static dev.airelay.pricing.Prices.rates;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.contract.Race;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [PriceStore] does.
public interface PriceStoreContract {
    /// An empty store.
    PriceStore store();

    Price FULL =
            new Price(
                    "google",
                    "gemini-9-pro",
                    Instant.parse("2026-11-01T00:00:00Z"),
                    List.of(
                            new Tier(0, rates("1.25", "0.125", "1.26", "1.27", "10")),
                            new Tier(200_000, rates("2.5", "0.25", "2.6", "2.7", "15"))),
                    Nanos.ofDollars("0.001"),
                    Map.of("web_search", Nanos.ofDollars("0.01")),
                    Map.of("priority", Multiplier.of("2")),
                    new Capacity(1_000_000, 64_000, 120, true),
                    "https://example.com/prices");

    @Test
    default void returnsWhatWasAdded() {
        assertEquals(1, store().add(List.of(FULL)));

        assertEquals(List.of(FULL), store().read().prices());
    }

    @Test
    default void aVersionThatIsThereStaysAsItIs() {
        var first = price("p", "m", Instant.EPOCH, rates("1", "1", "1", "1", "1"));
        var changed = price("p", "m", Instant.EPOCH, rates("9", "9", "9", "9", "9"));
        var later = price("p", "m", Instant.EPOCH.plusMillis(1), rates("9", "9", "9", "9", "9"));
        store().add(List.of(first));

        assertEquals(1, store().add(List.of(changed, later)));

        assertEquals(Set.of(first, later), Set.copyOf(store().read().prices()));
    }

    @Test
    default void groupsPayWhatWasSetLast() {
        assertEquals(Map.of(), store().read().multipliers());
        store().setMultiplier("gold", Multiplier.of("0.8"));
        store().setMultiplier("gold", Multiplier.of("0.7"));
        store().setMultiplier("", Multiplier.of("1.1"));
        store().add(List.of(FULL));

        assertEquals(
                Map.of("gold", Multiplier.of("0.7"), "", Multiplier.of("1.1")),
                store().read().multipliers());
        assertEquals(List.of(FULL), store().read().prices());
    }

    @Test
    default void aWholeCatalogueCanBeAdded() {
        List<Price> catalogue = Catalogue.bundled();

        assertEquals(catalogue.size(), store().add(catalogue));
        assertEquals(0, store().add(catalogue));

        assertEquals(Set.copyOf(catalogue), Set.copyOf(store().read().prices()));
    }

    @Test
    default void severalWhoAddTheSameAtOnceAddItOnce() throws Exception {
        List<Price> some = Catalogue.bundled().subList(0, 120);

        var added = Race.run(4, _ -> () -> store().add(some));

        assertEquals(120, added.stream().mapToInt(Integer::intValue).sum());
    }
}
