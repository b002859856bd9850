package dev.airelay.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.money.Nanos;
import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static final Nanos MUCH = Nanos.ofDollars("1000");

    /// As `docs/dialects/usage.md` calls them, and as requests call tools.
    private static final Set<String> USES =
            Set.of(
                    "web_search",
                    "x_search",
                    "browser_search",
                    "web_fetch",
                    "visit_website",
                    "file_search",
                    "collections_search",
                    "document_search",
                    "attachment_search",
                    "code_execution",
                    "code_interpreter",
                    "shell",
                    "image",
                    "audio_second",
                    "source");

    private static final Set<String> SERVICE_TIERS =
            Set.of("flex", "priority", "fast", "ultrafast", "us", "on_demand");

    @Test
    void anEntryIsReadWithAllItsMembers() throws Exception {
        var json =
                """
                {"prices": [{"provider": "p", "model": "m", "validFrom": "2026-01-01T00:00:00Z",
                  "source": "https://p", "contextTokens": 1000, "maxOutputTokens": 100,
                  "tokensPerSecond": 70, "reasons": true, "perRequest": "0.002",
                  "tiers": [{"aboveInputTokens": 0, "input": "1", "output": "2",
                    "cacheRead": "0.1", "cacheWrite5m": "1.25", "cacheWrite1h": "2"}],
                  "perUse": {"web_search": "0.01"}, "serviceTiers": {"flex": "0.5"}}]}\
                """;

        Price price = read(json).getFirst();

        assertEquals(Nanos.ofDollars("0.002"), price.perRequest());
        assertEquals(Map.of("web_search", Nanos.ofDollars("0.01")), price.perUse());
        assertEquals(Map.of("flex", Multiplier.of("0.5")), price.serviceTiers());
        assertEquals(new Capacity(1000, 100, 70, true), price.capacity());
        assertEquals(Nanos.ofDollars("1.25"), price.tiers().getFirst().rates().cacheWrite5m());
    }

    @Test
    void theBundledOneIsWholeAndNamesItsSources() {
        var versions = new HashSet<String>();
        for (Price price : Catalogue.bundled()) {
            assertTrue(versions.add(price.version()), price.version());
            assertTrue(price.source().startsWith("https://"), price.version());
            for (Tier tier : price.tiers()) {
                Rates rates = tier.rates();
                assertTrue(rates.input().compareTo(Nanos.ZERO) > 0, price.version());
                assertTrue(rates.input().compareTo(MUCH) < 0, price.version());
                assertTrue(rates.output().compareTo(MUCH) < 0, price.version());
                assertTrue(rates.cacheRead().compareTo(rates.input()) <= 0, price.version());
                assertTrue(rates.cacheWrite5m().compareTo(rates.input()) >= 0, price.version());
                assertTrue(
                        rates.cacheWrite1h().compareTo(rates.cacheWrite5m()) >= 0, price.version());
                assertTrue(
                        isEmbedding(price) || rates.output().compareTo(rates.input()) >= 0,
                        price.version());
            }
        }
    }

    @Test
    void longPromptsAreNeverCheaper() {
        for (Price price : Catalogue.bundled()) {
            for (int i = 1; i < price.tiers().size(); i++) {
                Rates below = price.tiers().get(i - 1).rates();
                Rates above = price.tiers().get(i).rates();
                assertTrue(above.input().compareTo(below.input()) >= 0, price.version());
                assertTrue(above.output().compareTo(below.output()) >= 0, price.version());
                assertTrue(above.cacheRead().compareTo(below.cacheRead()) >= 0, price.version());
            }
        }
    }

    @Test
    void anAnswerFitsItsModel() {
        for (Price price : Catalogue.bundled()) {
            Capacity capacity = price.capacity();
            assertTrue(capacity.contextTokens() > 0, price.version());
            assertTrue(isEmbedding(price) == (capacity.maxOutputTokens() == 0), price.version());
            assertTrue(capacity.maxOutputTokens() <= capacity.contextTokens(), price.version());
        }
    }

    @Test
    void usesAreCalledAsReportsAndRequestsCallThem() {
        for (Price price : Catalogue.bundled()) {
            assertTrue(USES.containsAll(price.perUse().keySet()), price.version());
            for (Nanos each : price.perUse().values()) {
                assertTrue(each.compareTo(Nanos.ofDollars("1")) < 0, price.version());
            }
        }
    }

    @Test
    void serviceTiersAreKnownAndWithinReason() {
        for (Price price : Catalogue.bundled()) {
            assertTrue(SERVICE_TIERS.containsAll(price.serviceTiers().keySet()), price.version());
            for (Multiplier part : price.serviceTiers().values()) {
                assertTrue(part.perMillion() > 100_000, price.version());
                assertTrue(part.perMillion() < 10_000_000, price.version());
            }
        }
    }

    ///
    /// https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py
    /// (read 2026-11-27)
    @Test
    void openAisFastIsItsPriorityByAnotherName() {
        for (Price price : Catalogue.bundled()) {
            if (price.provider().equals("openai")) {
                var tiers = price.serviceTiers();
                assertEquals(
                        Optional.ofNullable(tiers.get("priority")),
                        Optional.ofNullable(tiers.get("fast")),
                        price.version());
            }
        }
    }

    @Test
    void noModelGivesItsSearchesAway() {
        for (Price price : Catalogue.bundled()) {
            boolean maySearch =
                    Set.of("openai", "anthropic", "google", "xai").contains(price.provider())
                            && !isEmbedding(price)
                            && !price.model().matches(".*(instruct|davinci|babbage|omni).*");
            Nanos search =
                    price.perUse().getOrDefault("web_search", Nanos.ZERO).plus(price.perRequest());
            assertTrue(!maySearch || search.compareTo(Nanos.ZERO) > 0, price.version());
        }
    }

    @Test
    void aMistakeIsNamedWithItsEntry() {
        var json =
                "{\"prices\":[{\"provider\":\"p\",\"model\":\"m\",\"validFrom\":\"soon\",\"tiers\":[]}]}";

        var e = assertThrows(IllegalArgumentException.class, () -> read(json));

        assertTrue(String.valueOf(e.getMessage()).contains("price 1"), e::getMessage);
    }

    @Test
    void anEmptyOneIsEmpty() throws Exception {
        assertEquals(List.of(), read("{}"));
    }

    private static List<Price> read(String json) throws Exception {
        return Catalogue.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private static boolean isEmbedding(Price price) {
        return price.model().contains("embed");
    }
}
