package dev.airelay.pricing;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/// What a provider's model costs from a certain moment on, until a version with a later one.
///
/// @param provider whose account is used, such as `openai`
/// @param model as it is sent to the provider; one ending in `*` stands for every model that begins
///   so
/// @param tiers at least one, the first from zero tokens, in rising order
/// @param perRequest for each request that is charged at all; usually zero
/// @param perImage for each image that is made; usually zero
/// @param source where it was read, for people; may be empty
public record Price(
        String provider,
        String model,
        Instant validFrom,
        List<Tier> tiers,
        Nanos perRequest,
        Nanos perImage,
        String source) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MILLION_MILLIONS = MILLION.multiply(MILLION);

    /// @throws IllegalArgumentException when names are empty, tiers out of order or amounts
    ///   negative
    public Price {
        tiers = List.copyOf(tiers);
        if (provider.isEmpty() || model.isEmpty()) {
            throw new IllegalArgumentException("a price without a provider or a model");
        }
        if (tiers.isEmpty() || tiers.getFirst().aboveInputTokens() != 0) {
            throw new IllegalArgumentException("the first tier begins at 0 tokens");
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).aboveInputTokens() <= tiers.get(i - 1).aboveInputTokens()) {
                throw new IllegalArgumentException("tiers come in rising order");
            }
        }
        if (perRequest.compareTo(Nanos.ZERO) < 0 || perImage.compareTo(Nanos.ZERO) < 0) {
            throw new IllegalArgumentException("an amount must not be negative");
        }
    }

    /// Names this price for good: `openai/gpt-4.1@2025-04-14T00:00:00Z`.
    public String version() {
        return provider + "/" + model + "@" + validFrom;
    }

    /// What a request costs: the exact sum, rounded up to a whole nano once, at the end.
    ///
    /// @param images made by the request
    /// @throws ArithmeticException above nine billion dollars
    public Nanos cost(Tokens tokens, long images, Multiplier multiplier) {
        long prompt = tokens.total() - tokens.output();
        return rounded(tier(prompt).cost(tokens), images, multiplier);
    }

    /// What to hold for a request of which only this is known.
    ///
    /// @throws ArithmeticException above nine billion dollars
    public Nanos estimate(long inputTokens, long outputTokens, Multiplier multiplier) {
        return rounded(tier(inputTokens).estimate(inputTokens, outputTokens), 0, multiplier);
    }

    private Rates tier(long inputTokens) {
        Rates holds = tiers.getFirst().rates();
        for (Tier tier : tiers) {
            if (inputTokens > tier.aboveInputTokens()) {
                holds = tier.rates();
            }
        }
        return holds;
    }

    private Nanos rounded(BigInteger millionths, long images, Multiplier multiplier) {
        BigInteger fixed =
                BigInteger.valueOf(perRequest.value())
                        .add(
                                BigInteger.valueOf(perImage.value())
                                        .multiply(BigInteger.valueOf(images)));
        BigInteger exact =
                millionths
                        .add(fixed.multiply(MILLION))
                        .multiply(BigInteger.valueOf(multiplier.perMillion()));
        BigInteger up = exact.add(MILLION_MILLIONS).subtract(BigInteger.ONE);
        return new Nanos(up.divide(MILLION_MILLIONS).longValueExact());
    }
}
