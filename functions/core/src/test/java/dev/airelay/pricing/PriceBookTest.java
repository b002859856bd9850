package dev.airelay.pricing;

import static dev.airelay.pricing.Prices.price;
import static dev.airelay.pricing.Prices.rates;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceBookTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private static Price one(String provider, String model, Instant from, String input) {
        return price(provider, model, from, rates(input, "0", "0", "0", "0"));
    }

    private static Optional<String> found(PriceBook book, String model, Instant when) {
        return book.at("p", model, when).map(Price::version);
    }

    @Test
    void theNewestPriceThatHasBegunHolds() {
        var book =
                new PriceBook(
                        List.of(
                                one("p", "m", MARCH, "2"),
                                one("p", "m", JANUARY, "1"),
                                one("p", "m", MAY, "3")));

        assertEquals(Optional.empty(), found(book, "m", JANUARY.minusNanos(1)));
        assertEquals(Optional.of("p/m@2026-01-01T00:00:00Z"), found(book, "m", JANUARY));
        assertEquals(
                Optional.of("p/m@2026-01-01T00:00:00Z"), found(book, "m", MARCH.minusNanos(1)));
        assertEquals(Optional.of("p/m@2026-03-01T00:00:00Z"), found(book, "m", MARCH));
        assertEquals(Optional.of("p/m@2026-05-01T00:00:00Z"), found(book, "m", Instant.MAX));
    }

    @Test
    void theOwnNameGoesBeforeTheLongestBeginning() {
        var book =
                new PriceBook(
                        List.of(
                                one("p", "gpt*", JANUARY, "1"),
                                one("p", "gpt-5*", JANUARY, "2"),
                                one("p", "gpt-5-mini", JANUARY, "3"),
                                one("p", "*", JANUARY, "4"),
                                one("p", "gpt-5*", MARCH, "5")));

        assertEquals(
                Optional.of("p/gpt-5-mini@2026-01-01T00:00:00Z"), found(book, "gpt-5-mini", MAY));
        assertEquals(Optional.of("p/gpt-5*@2026-03-01T00:00:00Z"), found(book, "gpt-5-pro", MAY));
        assertEquals(Optional.of("p/gpt-5*@2026-01-01T00:00:00Z"), found(book, "gpt-5", JANUARY));
        assertEquals(Optional.of("p/gpt*@2026-01-01T00:00:00Z"), found(book, "gpt-4", MAY));
        assertEquals(Optional.of("p/*@2026-01-01T00:00:00Z"), found(book, "o3", MAY));
    }

    @Test
    void providersHavePricesOfTheirOwn() {
        var book =
                new PriceBook(
                        List.of(one("other", "m", JANUARY, "1"), one("other", "*", JANUARY, "1")));

        assertEquals(Optional.empty(), found(book, "m", MAY));
    }

    @Test
    void aGroupPaysItsPartAndTheOthersAllOfIt() {
        var price = one("p", "m", JANUARY, "1");
        var tariffs =
                new Tariffs(
                        new PriceBook(List.of(price)),
                        Map.of("gold", Multiplier.of("0.8")),
                        UnpricedPolicy.REFUSED);

        assertEquals(
                Optional.of(new Tariff(Optional.of(price), Multiplier.of("0.8"))),
                tariffs.of("p", "m", "gold", MAY));
        assertEquals(
                Optional.of(new Tariff(Optional.of(price), Multiplier.ONE)),
                tariffs.of("p", "m", "", MAY));
        assertEquals(Optional.empty(), tariffs.of("p", "x", "gold", MAY));
    }

    @Test
    void whatHasNoPriceIsFreeOnlyWhereThatIsAllowed() {
        var tariffs = new Tariffs(PriceBook.EMPTY, Map.of(), UnpricedPolicy.FREE);

        assertEquals(Optional.of(Tariff.FREE), tariffs.of("p", "x", "", MAY));
        assertEquals("", Tariff.FREE.version());
    }
}
