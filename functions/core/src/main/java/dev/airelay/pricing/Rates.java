package dev.airelay.pricing;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.math.BigInteger;
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

    /// With each million of prompt tokens at the price of reading or of writing the shorter cache,
    /// whichever is dearer: nobody knows before.
    BigInteger estimate(long inputTokens, long outputTokens) {
        Nanos dearest = input.compareTo(cacheWrite5m) < 0 ? cacheWrite5m : input;
        return times(inputTokens, dearest).add(times(outputTokens, output));
    }

    private static BigInteger times(long tokens, Nanos rate) {
        return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate.value()));
    }
}
