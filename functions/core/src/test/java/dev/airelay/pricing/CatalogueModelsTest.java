package dev.airelay.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Which models the bundled catalogue prices, and that none is priced as a cheaper one.
class CatalogueModelsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Pattern DATED = Pattern.compile("-(20)?\\d{2}-?\\d{2}(-\\d{2})?($|-)");

    private static final Map<String, List<String>> CURRENT =
            Map.ofEntries(
                    Map.entry(
                            "openai",
                            List.of(
                                    "gpt-6.2-astra",
                                    "gpt-6.2-sol",
                                    "gpt-6.1-sol",
                                    "gpt-6.1-terra",
                                    "gpt-6-astra",
                                    "gpt-6-luna",
                                    "gpt-6-cyber",
                                    "gpt-5.6-sol",
                                    "gpt-5.5-pro",
                                    "gpt-5.5-cyber",
                                    "gpt-5.4-mini",
                                    "gpt-5.3-codex",
                                    "gpt-5-search-api",
                                    "gpt-5-2025-08-07",
                                    "gpt-4.1",
                                    "gpt-4o-2024-11-20",
                                    "gpt-4o-mini-search-preview-2025-03-11",
                                    "gpt-4o-audio-preview-2025-06-03",
                                    "gpt-audio",
                                    "gpt-audio-mini-2025-12-15",
                                    "computer-use-preview",
                                    "gpt-3.5-turbo-16k",
                                    "gpt-4-1106-preview",
                                    "o3",
                                    "o4-mini",
                                    "ft:gpt-4.1-2025-04-14:acme::A1",
                                    "ft:gpt-4.1-mini-2025-04-14:acme::A1",
                                    "ft:gpt-4.1-nano-2025-04-14:acme::A1",
                                    "ft:gpt-4o-2024-08-06:acme::A1",
                                    "ft:gpt-4o-mini-2024-07-18:acme::A1",
                                    "ft:gpt-3.5-turbo-0125:acme::A1",
                                    "ft:o4-mini-2025-04-16:acme::A1",
                                    "text-embedding-3-small")),
                    Map.entry(
                            "anthropic",
                            List.of(
                                    "claude-fable-5-2",
                                    "claude-mythos-5-2",
                                    "claude-mythos-preview",
                                    "claude-opus-5-5",
                                    "claude-opus-4-1",
                                    "claude-sonnet-5-5",
                                    "claude-sonnet-4-5-20250929",
                                    "claude-haiku-5-5",
                                    "claude-haiku-4-5-20251001")),
                    Map.entry(
                            "google",
                            List.of(
                                    "gemini-4-carbon",
                                    "gemini-4-neon",
                                    "gemini-4-argon",
                                    "gemini-4-hydrogen",
                                    "gemini-3.8-flash",
                                    "gemini-3.5-flash-lite",
                                    "gemini-flash-latest",
                                    "gemini-flash-lite-latest",
                                    "gemini-pro-latest",
                                    "gemini-omni-1.2-flash",
                                    "gemini-embedding-2")),
                    Map.entry(
                            "xai",
                            List.of(
                                    "grok-4.7",
                                    "grok-4.3",
                                    "grok-4.20-reasoning",
                                    "grok-build-latest",
                                    "grok-code-fast-1")),
                    Map.entry("deepseek", List.of("deepseek-flash", "deepseek-v4-pro")),
                    Map.entry(
                            "mistral",
                            List.of(
                                    "mistral-large-4",
                                    "mistral-medium-latest",
                                    "magistral-small-latest",
                                    "codestral-latest",
                                    "voxtral-small-latest")),
                    Map.entry(
                            "alibaba",
                            List.of(
                                    "qwen3.8-max",
                                    "qwen3.8-flash",
                                    "qwen-plus",
                                    "qwen3-coder-plus")),
                    Map.entry("moonshot", List.of("kimi-k3.1-pro", "kimi-k3", "kimi-k2.6")),
                    Map.entry("zhipu", List.of("glm-5.3", "glm-5.3-flash", "glm-4.7")),
                    Map.entry("groq", List.of("openai/gpt-oss-120b", "groq/compound")),
                    Map.entry("cerebras", List.of("gpt-oss-120b")),
                    Map.entry("together", List.of("moonshotai/Kimi-K3.1-Pro", "zai-org/GLM-5.3")),
                    Map.entry("fireworks", List.of("accounts/fireworks/models/glm-5p3")),
                    Map.entry("perplexity", List.of("sonar", "sonar-pro")),
                    Map.entry("minimax", List.of("MiniMax-M3")),
                    Map.entry("meta", List.of("muse-spark-1.3")));

    /// Dollars a million tokens: input, output, cached; where two public lists said different
    /// things. Why: `docs/prices.md`.
    private static final Map<String, List<String>> SETTLED =
            Map.ofEntries(
                    Map.entry("deepseek/deepseek-chat", List.of("0.30", "1.20", "0.006")),
                    Map.entry("deepseek/deepseek-reasoner", List.of("0.30", "1.20", "0.006")),
                    Map.entry("deepseek/deepseek-flash", List.of("0.30", "1.20", "0.006")),
                    Map.entry("deepseek/deepseek-v4-flash", List.of("0.30", "1.20", "0.006")),
                    Map.entry("deepseek/deepseek-v4-pro", List.of("1.32", "3.96", "0.044")),
                    Map.entry("xai/grok-code-fast-1", List.of("1", "2", "0.20")),
                    Map.entry("xai/grok-code-fast-1-0825", List.of("1", "2", "0.20")),
                    Map.entry("mistral/magistral-medium-latest", List.of("1.50", "7.50", "0.15")),
                    Map.entry("mistral/magistral-small-latest", List.of("0.15", "0.60", "0.015")),
                    Map.entry("mistral/mistral-large-4", List.of("0.70", "2.10", "0.07")),
                    Map.entry("mistral/open-mistral-nemo", List.of("0.15", "0.15", "0.15")),
                    Map.entry("mistral/codestral-embed", List.of("0.15", "0", "0.015")),
                    Map.entry("mistral/pixtral-large-latest", List.of("2", "6", "0.20")),
                    Map.entry("alibaba/qwen3.8-max", List.of("2", "6", "0.25")),
                    Map.entry("alibaba/qwen3.8-flash", List.of("0.15", "0.47", "0.016")));

    private final PriceBook book = new PriceBook(Catalogue.bundled());

    @Test
    void currentModelsArePriced() {
        CURRENT.forEach((provider, models) ->
                models.forEach(model ->
                        assertTrue(
                                book.at(provider, model, NOW).isPresent(),
                                provider + " " + model)));
    }

    @Test
    void whatListsSaidDifferentlyIsSettled() {
        SETTLED.forEach((name, dollars) -> {
            int slash = name.indexOf('/');
            Rates rates =
                    first(
                            book.at(name.substring(0, slash), name.substring(slash + 1), NOW)
                                    .orElseThrow());
            assertEquals(Nanos.ofDollars(dollars.get(0)), rates.input(), name);
            assertEquals(Nanos.ofDollars(dollars.get(1)), rates.output(), name);
            assertEquals(Nanos.ofDollars(dollars.get(2)), rates.cacheRead(), name);
        });
    }

    @Test
    void aSnapshotIsNeverCheaperThanItsModel() {
        for (Price price : Catalogue.bundled()) {
            if (price.model().endsWith("*") || DATED.matcher(price.model()).find()) {
                continue;
            }
            Rates model = first(book.at(price.provider(), price.model(), NOW).orElse(price));
            for (String snapshot : List.of("-2026-10-01", "-20261001", "-2610", "-pro", "-v2")) {
                Optional<Price> found = book.at(price.provider(), price.model() + snapshot, NOW);
                if (found.isPresent()) {
                    Rates rates = first(found.get());
                    assertTrue(
                            rates.input().compareTo(model.input()) >= 0
                                    && rates.output().compareTo(model.output()) >= 0,
                            price.model() + snapshot + " as " + found.get().model());
                }
            }
        }
    }

    @Test
    void fineTunedModelsCostMoreThanTheirOwn() {
        for (String model : List.of("gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano", "gpt-4o-mini")) {
            Rates tuned = first(book.at("openai", "ft:" + model + ":acme::A1", NOW).orElseThrow());
            Rates plain = first(book.at("openai", model, NOW).orElseThrow());
            assertTrue(tuned.input().compareTo(plain.input()) > 0, model);
            assertTrue(tuned.output().compareTo(plain.output()) > 0, model);
        }
    }

    private static Rates first(Price price) {
        return price.tiers().getFirst().rates();
    }
}
