package dev.airelay.pricing;

import static dev.airelay.pricing.Prices.plain;
import static dev.airelay.pricing.Prices.price;
import static dev.airelay.pricing.Prices.rates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.account.Charge;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.Uses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Multiplier PRIORITY = Multiplier.of("2.5");

    @Test
    void eachKindOfTokenHasItsRate() {
        Price price = plain(rates("3", "0.30", "3.75", "6", "15"));

        assertEquals(
                Nanos.ofDollars("0.003"),
                price.cost(
                        new Tokens(1000, 0, 0, 0, 0, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
        assertEquals(
                Nanos.ofDollars("0.0003"),
                price.cost(
                        new Tokens(0, 1000, 0, 0, 0, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
        assertEquals(
                Nanos.ofDollars("0.00375"),
                price.cost(
                        new Tokens(0, 0, 1000, 0, 0, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
        assertEquals(
                Nanos.ofDollars("0.006"),
                price.cost(
                        new Tokens(0, 0, 0, 1000, 0, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
        assertEquals(
                Nanos.ofDollars("0.015"),
                price.cost(
                        new Tokens(0, 0, 0, 0, 1000, 1000),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
    }

    @Test
    void aLongPromptMovesTheWholeRequestToItsTier() {
        Price price =
                plain(
                        rates("1.25", "0.125", "1.25", "1.25", "10"),
                        rates("2.50", "0.25", "2.50", "2.50", "15"));

        assertEquals(
                Nanos.ofDollars("0.26"),
                price.cost(
                        new Tokens(200_000, 0, 0, 0, 1_000, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
        assertEquals(
                Nanos.ofDollars("0.0500025").plus(Nanos.ofDollars("0.2325")),
                price.cost(
                        new Tokens(1, 200_000, 0, 0, 15_500, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
    }

    private static Price withEverything() {
        return new Price(
                "p",
                "m",
                Instant.EPOCH,
                List.of(new Tier(0, rates("1", "1", "1", "1", "1"))),
                Nanos.ofDollars("0.01"),
                Map.of("image", Nanos.ofDollars("0.04")),
                Map.of("priority", PRIORITY),
                Capacity.UNKNOWN,
                "");
    }

    @Test
    void requestsAndUsesCostWhatTheyCost() {
        Price price = withEverything();
        var three = Uses.of("image", 3).plus(Uses.of("song", 7));

        assertEquals(
                Nanos.ofDollars("0.13"),
                price.cost(Tokens.NONE, three, Multiplier.ONE, Multiplier.ONE));
        assertEquals(
                Nanos.ofDollars("0.065"),
                price.cost(Tokens.NONE, three, PRIORITY, Multiplier.of("0.5")));
    }

    @Test
    void aServiceTierCostsItsPartOfTheRatesOfTokens() {
        Price price = withEverything();
        var million = new Tokens(1_000_000, 0, 0, 0, 0, 0);

        assertEquals(
                Nanos.ofDollars("2.51"), price.cost(million, Uses.NONE, PRIORITY, Multiplier.ONE));
        assertEquals(Optional.of(PRIORITY), price.serviceTier("priority"));
        assertEquals(Optional.empty(), price.serviceTier("odd"));
    }

    @Test
    void aFractionOfANanoIsRoundedUpOnceAndOnlyAtTheEnd() {
        Price price = plain(rates("0.000000001", "0.000000001", "0", "0", "0.000000001"));

        assertEquals(
                new Nanos(1),
                price.cost(
                        new Tokens(1, 1, 0, 0, 1, 0), Uses.NONE, Multiplier.ONE, Multiplier.ONE));
        assertEquals(
                Nanos.ZERO, price.cost(Tokens.NONE, Uses.NONE, Multiplier.ONE, Multiplier.ONE));
        assertEquals(
                new Nanos(1),
                price.cost(
                        new Tokens(1_000_000, 0, 0, 0, 0, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
        assertEquals(
                new Nanos(2),
                price.cost(
                        new Tokens(1_000_001, 0, 0, 0, 0, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE));
    }

    @Test
    void anHourInTheCacheIsHeldOnlyWhereItIsAskedFor() {
        Price price = plain(rates("3", "0.30", "3.75", "6", "15"));
        var forecast = new Forecast(1_000, true, 10, Uses.NONE, Multiplier.ONE);

        assertEquals(
                price.cost(
                        new Tokens(0, 0, 0, 1_000, 10, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE),
                price.estimate(forecast, Multiplier.ONE));
        assertEquals(
                price.cost(
                        new Tokens(0, 0, 1_000, 0, 10, 0),
                        Uses.NONE,
                        Multiplier.ONE,
                        Multiplier.ONE),
                price.estimate(Forecast.of(1_000, 10), Multiplier.ONE));
    }

    @Test
    void aPromptCloseBelowALongerTierIsHeldAtItsRates() {
        Price price = plain(rates("1", "1", "1", "1", "1"), rates("2", "2", "2", "2", "2"));

        assertEquals(
                new Nanos(180_000L * 1_000),
                price.estimate(Forecast.of(180_000, 0), Multiplier.ONE));
        assertEquals(
                new Nanos(180_001L * 2_000),
                price.estimate(Forecast.of(180_001, 0), Multiplier.ONE));
    }

    @Test
    void nonsenseTokensNeitherOverflowNorPass() {
        var tariff =
                new Tariff(
                        Optional.of(plain(rates("900", "0", "0", "0", "900"))),
                        Multiplier.of("1000"));
        var nonsense = Metered.reported(new Tokens(Long.MAX_VALUE / 4, 0, 0, 0, 1, 0));

        assertEquals(Charge.MOST, tariff.cost(nonsense, Multiplier.ONE));
        assertEquals(Charge.MOST, tariff.estimate(Forecast.of(Long.MAX_VALUE / 4, 1_000_000)));
        assertEquals(Nanos.ZERO, tariff.cost(Metered.NOTHING, Multiplier.ONE));
        assertEquals(Nanos.ZERO, Tariff.FREE.cost(nonsense, Multiplier.ONE));
    }

    @Test
    void aPriceThatMakesNoSenseIsRefused() {
        Rates rates = rates("1", "1", "1", "1", "1");
        assertThrows(
                IllegalArgumentException.class,
                () -> Price.ofTokens("p", "m", Instant.EPOCH, List.of(), ""));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        Price.ofTokens(
                                "p",
                                "m",
                                Instant.EPOCH,
                                List.of(new Tier(0, rates), new Tier(0, rates)),
                                ""));
        assertThrows(IllegalArgumentException.class, () -> price("", "m", Instant.EPOCH, rates));
        assertThrows(IllegalArgumentException.class, () -> rates("-1", "1", "1", "1", "1"));
        assertThrows(IllegalArgumentException.class, () -> Multiplier.of("-0.1"));
        assertThrows(NumberFormatException.class, () -> Nanos.ofDollars("0.0000000001"));
    }
}
