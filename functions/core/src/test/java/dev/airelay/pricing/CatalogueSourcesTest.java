package dev.airelay.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the bundled catalogue says of where its numbers come from. The program does not read it;
/// whoever keeps the numbers current does.
class CatalogueSourcesTest {
    private static final Set<String> MEMBERS =
            Set.of(
                    "provider",
                    "model",
                    "validFrom",
                    "source",
                    "read",
                    "citing",
                    "pointsAt",
                    "contextTokens",
                    "maxOutputTokens",
                    "tokensPerSecond",
                    "reasons",
                    "tiers",
                    "perRequest",
                    "perUse",
                    "serviceTiers");

    private final JsonNode catalogue = catalogue();

    @Test
    void everyEntrySaysWhenItWasRead() {
        for (JsonNode entry : catalogue.path("prices")) {
            LocalDate read = LocalDate.parse(entry.path("read").asText());
            assertTrue(read.getYear() >= 2026, entry::toString);
        }
    }

    @Test
    void noMemberIsMisspelt() {
        for (JsonNode entry : catalogue.path("prices")) {
            var unknown =
                    entry.properties().stream()
                            .map(Map.Entry::getKey)
                            .filter(name -> !MEMBERS.contains(name))
                            .toList();
            assertTrue(unknown.isEmpty(), () -> unknown + " in " + entry);
        }
    }

    @Test
    void aNameThatMovesSaysWhatItPointedAt() {
        for (JsonNode entry : catalogue.path("prices")) {
            JsonNode pointsAt = entry.path("pointsAt");
            boolean moves = entry.path("model").asText().endsWith("-latest");
            assertTrue(!moves || pointsAt.isObject(), entry::toString);
            if (pointsAt.isObject()) {
                assertFalse(pointsAt.path("model").asText().isEmpty(), entry::toString);
                assertTrue(
                        !LocalDate.parse(pointsAt.path("read").asText())
                                .isBefore(LocalDate.parse("2026-11-27")),
                        entry::toString);
            }
        }
    }

    @Test
    void aNameThatMovesCostsWhatItPointsAt() {
        var book = new PriceBook(Catalogue.bundled());
        for (JsonNode entry : catalogue.path("prices")) {
            JsonNode pointsAt = entry.path("pointsAt");
            if (!pointsAt.isObject()) {
                continue;
            }
            String provider = entry.path("provider").asText();
            Instant from = Instant.parse(entry.path("validFrom").asText());
            Instant read =
                    LocalDate.parse(pointsAt.path("read").asText())
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC);
            Instant when = from.isAfter(read) ? from : read;
            Price alias = book.at(provider, entry.path("model").asText(), when).orElseThrow();
            if (alias.validFrom().equals(from)) {
                book.at(provider, pointsAt.path("model").asText(), when)
                        .ifPresent(target ->
                                assertEquals(target.tiers(), alias.tiers(), entry::toString));
            }
        }
    }

    @Test
    void whatIsPaidByUseOrTierHasASourceOfItsVendor() {
        Set<String> read = new HashSet<>();
        for (JsonNode also : catalogue.path("alsoRead")) {
            assertTrue(also.path("source").asText().startsWith("https://"), also::toString);
            assertFalse(also.path("of").asText().isEmpty(), also::toString);
            assertTrue(
                    also.path("unconfirmed").asBoolean()
                            || LocalDate.parse(also.path("read").asText()).getYear() >= 2026,
                    also::toString);
            read.add(also.path("provider").asText());
        }
        Set<String> needed =
                Catalogue.bundled().stream()
                        .filter(price ->
                                !price.perUse().isEmpty() || !price.serviceTiers().isEmpty())
                        .map(Price::provider)
                        .collect(Collectors.toSet());
        assertTrue(read.containsAll(needed), () -> needed + " without " + read);
    }

    private static JsonNode catalogue() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
