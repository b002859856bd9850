package dev.airelay.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.money.Nanos;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The list prices of the big vendors that come with the relay, each with where and when it was
/// read. A start to import from, not a promise: vendors change them.
///
/// The file names dollars per million tokens as decimal texts; see `catalogue.json`.
public final class Catalogue {
    private Catalogue() {}

    /// The bundled one.
    public static List<Price> bundled() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return read(Objects.requireNonNull(in, "catalogue.json is part of the program"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a catalogue of the same form.
    ///
    /// @throws IllegalArgumentException naming the entry that cannot be understood
    /// @throws IOException when it cannot be read or is not JSON
    public static List<Price> read(InputStream json) throws IOException {
        JsonNode root = new ObjectMapper().readTree(json);
        var prices = new ArrayList<Price>();
        for (JsonNode entry : root.path("prices")) {
            try {
                prices.add(price(entry));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "price " + (prices.size() + 1) + " of the catalogue: " + entry, e);
            }
        }
        return List.copyOf(prices);
    }

    private static Price price(JsonNode entry) {
        var tiers = new ArrayList<Tier>();
        for (JsonNode tier : entry.path("tiers")) {
            tiers.add(
                    new Tier(
                            tier.path("aboveInputTokens").asLong(),
                            new Rates(
                                    dollars(tier, "input"),
                                    dollars(tier, "cacheRead"),
                                    dollars(tier, "cacheWrite5m"),
                                    dollars(tier, "cacheWrite1h"),
                                    dollars(tier, "output"))));
        }
        return new Price(
                entry.path("provider").asText(),
                entry.path("model").asText(),
                Instant.parse(entry.path("validFrom").asText()),
                tiers,
                Nanos.ofDollars(entry.path("perRequest").asText("0")),
                perUse(entry),
                serviceTiers(entry),
                capacity(entry),
                entry.path("source").asText());
    }

    private static Map<String, Nanos> perUse(JsonNode entry) {
        var perUse = new HashMap<String, Nanos>();
        entry.path("perUse")
                .properties()
                .forEach(use ->
                        perUse.put(use.getKey(), Nanos.ofDollars(use.getValue().textValue())));
        return perUse;
    }

    private static Map<String, Multiplier> serviceTiers(JsonNode entry) {
        var serviceTiers = new HashMap<String, Multiplier>();
        entry.path("serviceTiers")
                .properties()
                .forEach(tier ->
                        serviceTiers.put(
                                tier.getKey(), Multiplier.of(tier.getValue().textValue())));
        return serviceTiers;
    }

    private static Capacity capacity(JsonNode entry) {
        return new Capacity(
                entry.path("contextTokens").asLong(),
                entry.path("maxOutputTokens").asLong(),
                entry.path("tokensPerSecond").asLong(),
                entry.path("reasons").asBoolean());
    }

    private static Nanos dollars(JsonNode tier, String name) {
        return Nanos.ofDollars(tier.required(name).textValue());
    }
}
