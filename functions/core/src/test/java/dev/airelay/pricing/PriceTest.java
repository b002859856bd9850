package dev.airelay.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.Charge;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.Uses;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final int TRIALS = 5_000;
    private static final Multiplier PRIORITY = Multiplier.of("2.5");
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final SplittableRandom random = new SplittableRandom(20261121);

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

    private static Price plain(Rates... tiers) {
        return price("p", "m", Instant.EPOCH, tiers);
    }

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
    void agreesWithDecimalArithmetic() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Rates rates = randomRates();
            var tokens = randomTokens();
            var multiplier = new Multiplier(random.nextLong(2_000_000));

            BigDecimal exact =
                    decimal(tokens.input(), rates.input())
                            .add(decimal(tokens.cacheRead(), rates.cacheRead()))
                            .add(decimal(tokens.cacheWrite5m(), rates.cacheWrite5m()))
                            .add(decimal(tokens.cacheWrite1h(), rates.cacheWrite1h()))
                            .add(decimal(tokens.output(), rates.output()))
                            .multiply(BigDecimal.valueOf(multiplier.perMillion()))
                            .divide(MILLION);

            assertEquals(
                    exact.setScale(0, RoundingMode.CEILING).longValueExact(),
                    plain(rates).cost(tokens, Uses.NONE, Multiplier.ONE, multiplier).value());
        }
    }

    @Test
    void moreTokensNeverCostLess() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Price price = plain(randomRates());
            Tokens some = randomTokens();
            var more =
                    new Tokens(
                            some.input() + random.nextLong(1000),
                            some.cacheRead() + random.nextLong(1000),
                            some.cacheWrite5m(),
                            some.cacheWrite1h(),
                            some.output() + random.nextLong(1000),
                            0);

            assertTrue(
                    price.cost(some, Uses.NONE, Multiplier.ONE, Multiplier.ONE)
                                    .compareTo(
                                            price.cost(
                                                    more,
                                                    Uses.NONE,
                                                    Multiplier.ONE,
                                                    Multiplier.ONE))
                            <= 0);
        }
    }

    @Test
    void twoRequestsCostAtMostANanoMoreThanOneWithTheirTokens() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Price price = plain(randomRates());
            Tokens one = randomTokens();
            Tokens other = randomTokens();
            var both =
                    new Tokens(
                            one.input() + other.input(),
                            one.cacheRead() + other.cacheRead(),
                            one.cacheWrite5m() + other.cacheWrite5m(),
                            one.cacheWrite1h() + other.cacheWrite1h(),
                            one.output() + other.output(),
                            0);

            long apart =
                    price.cost(one, Uses.NONE, Multiplier.ONE, Multiplier.ONE)
                            .plus(price.cost(other, Uses.NONE, Multiplier.ONE, Multiplier.ONE))
                            .value();
            long together = price.cost(both, Uses.NONE, Multiplier.ONE, Multiplier.ONE).value();

            assertTrue(together <= apart && apart <= together + 1, together + " " + apart);
        }
    }

    @Test
    void theEstimateCoversEveryUseOfTheSamePromptExceptTheLongerCache() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Price price = plain(rates("3", "0.30", "3.75", "6", "15"));
            long input = random.nextLong(1, 100_000);
            long read = random.nextLong(input + 1);
            long written = random.nextLong(input - read + 1);
            long output = random.nextLong(10_000);
            var tokens = new Tokens(input - read - written, read, written, 0, output, 0);

            assertTrue(
                    price.cost(tokens, Uses.NONE, Multiplier.ONE, Multiplier.ONE)
                                    .compareTo(
                                            price.estimate(
                                                    Forecast.of(input, output), Multiplier.ONE))
                            <= 0);
        }
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
    void theEstimateCoversUsesAndTiersExactly() {
        for (int trial = 0; trial < TRIALS; trial++) {
            Rates rates = randomRates();
            long searches = random.nextLong(1, 100);
            var each = new Nanos(random.nextLong(1, 1_000_000_000));
            var perRequest = new Nanos(random.nextLong(1_000_000_000));
            var tier = new Multiplier(random.nextLong(7_000_000));
            var group = new Multiplier(random.nextLong(2_000_000));
            long input = count();
            long output = count();
            var price =
                    new Price(
                            "p",
                            "m",
                            Instant.EPOCH,
                            List.of(new Tier(0, rates)),
                            perRequest,
                            Map.of("web_search", each),
                            Map.of(),
                            Capacity.UNKNOWN,
                            "");
            Nanos dearest =
                    Stream.of(rates.input(), rates.cacheRead(), rates.cacheWrite5m())
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
            BigDecimal exact =
                    decimal(input, dearest)
                            .add(decimal(output, rates.output()))
                            .multiply(BigDecimal.valueOf(tier.perMillion()))
                            .divide(MILLION)
                            .add(BigDecimal.valueOf(perRequest.value()))
                            .add(
                                    BigDecimal.valueOf(each.value())
                                            .multiply(BigDecimal.valueOf(searches)))
                            .multiply(BigDecimal.valueOf(group.perMillion()))
                            .divide(MILLION);

            assertEquals(
                    exact.setScale(0, RoundingMode.CEILING).longValueExact(),
                    price.estimate(
                                    new Forecast(
                                            input,
                                            false,
                                            output,
                                            Uses.of("web_search", searches),
                                            tier),
                                    group)
                            .value());
        }
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

    private static BigDecimal decimal(long tokens, Nanos rate) {
        return BigDecimal.valueOf(tokens)
                .multiply(BigDecimal.valueOf(rate.value()))
                .divide(MILLION);
    }

    private Rates randomRates() {
        return new Rates(rate(), rate(), rate(), rate(), rate());
    }

    private Nanos rate() {
        return new Nanos(random.nextLong(200_000_000_000L));
    }

    private Tokens randomTokens() {
        return new Tokens(count(), count(), count(), count(), count(), 0);
    }

    private long count() {
        return random.nextLong(1, 40_000);
    }
}
