package dev.airelay.pricing;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.stream.Stream;

/// What a million tokens of each kind cost. Kinds are those of [Tokens].
public record Rates(
        Nanos input, Nanos cacheRead, Nanos cacheWrite5m, Nanos cacheWrite1h, Nanos output) {
    /// @throws IllegalArgumentException when one is below zero
    public Rates {
        if (Stream.of(input, cacheRead, cacheWrite5m, cacheWrite1h, output)
                .anyMatch(rate -> rate.compareTo(Nanos.ZERO) < 0)) {
            throw new IllegalArgumentException("a rate must not be negative");
        }
    }

    /// In millionths of a nano.
    BigInteger cost(Tokens tokens) {
        return times(tokens.input(), input)
                .add(times(tokens.cacheRead(), cacheRead))
                .add(times(tokens.cacheWrite5m(), cacheWrite5m))
                .add(times(tokens.cacheWrite1h(), cacheWrite1h))
                .add(times(tokens.output(), output));
    }

    /// With each million of prompt tokens at the dearest price of reading them or of writing them
    /// to a cache: nobody knows before.
    BigInteger estimate(Forecast forecast) {
        Nanos dearest =
                Stream.of(
                                input,
                                cacheRead,
                                cacheWrite5m,
                                forecast.keptForAnHour() ? cacheWrite1h : input)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return times(forecast.inputTokens(), dearest).add(times(forecast.outputTokens(), output));
    }

    private static BigInteger times(long tokens, Nanos rate) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate.value()));
    }
}
