package dev.airelay.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.money.Nanos;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void theBundledOneIsWholeAndNamesItsSources() {
        List<Price> prices = Catalogue.bundled();

        var versions = new HashSet<String>();
        for (Price price : prices) {
            assertTrue(versions.add(price.version()), price.version());
            assertTrue(price.source().startsWith("https://"), price.version());
            assertTrue(price.validFrom().isBefore(NOW), price.version());
            for (Tier tier : price.tiers()) {
                Rates rates = tier.rates();
                assertTrue(rates.input().compareTo(Nanos.ZERO) > 0, price.version());
                assertTrue(rates.cacheRead().compareTo(rates.input()) <= 0, price.version());
                assertTrue(rates.input().compareTo(Nanos.ofDollars("1000")) < 0, price.version());
                assertTrue(rates.output().compareTo(Nanos.ofDollars("1000")) < 0, price.version());
            }
        }
    }

    @Test
    void aMistakeIsNamedWithItsEntry() {
        var json =
                "{\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"validFrom\":\"soon\",\"tiers\":[]}]}";

        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Catalogue.read(new ByteArrayInputStream(json.getBytes(UTF_8))));

        assertTrue(String.valueOf(e.getMessage()).contains("price 1"), e::getMessage);
    }

    @Test
    void anEmptyOneIsEmpty() throws Exception {
        assertEquals(List.of(), Catalogue.read(new ByteArrayInputStream("{}".getBytes(UTF_8))));
    }
}
