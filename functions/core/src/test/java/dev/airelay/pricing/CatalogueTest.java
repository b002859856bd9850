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
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theBundledOnePricesWhatTeamsUse() {
        var book = new PriceBook(Catalogue.bundled());

        for (String model :
                List.of("gpt-5", "gpt-4o-mini", "gpt-4o-2024-11-20", "text-embedding-3-small")) {
            assertTrue(book.at("openai", model, NOW).isPresent(), model);
        }
        for (String model : List.of("claude-sonnet-4-5-20250929", "claude-opus-4-1")) {
            assertTrue(book.at("anthropic", model, NOW).isPresent(), model);
        }
        assertEquals(
                Nanos.ofDollars("0.15"),
                book.at("openai", "gpt-4o-mini", NOW)
                        .orElseThrow()
                        .tiers()
                        .getFirst()
                        .rates()
                        .input());
    }

    @Test
    void theBundledOneIsWholeAndNamesItsSources() {
        List<Price> prices = Catalogue.bundled();

        var versions = new HashSet<String>();
        for (Price price : prices) {
            assertTrue(versions.add(price.version()), price.version());
            assertTrue(price.source().startsWith("https://"), price.version());
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
