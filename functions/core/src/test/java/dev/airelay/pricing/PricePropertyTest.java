package dev.airelay.pricing;

import static dev.airelay.pricing.Prices.plain;
import static dev.airelay.pricing.Prices.rates;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.Uses;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That costs are exact and estimates enough, whatever the rates and the tokens.
class PricePropertyTest {
    private static final int TRIALS = 5_000;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final SplittableRandom random = new SplittableRandom(20261121);

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
