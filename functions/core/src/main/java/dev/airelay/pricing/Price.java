package dev.airelay.pricing;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.Uses;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a provider's model costs from a certain moment on, until a version with a later one.
///
/// @param provider whose account is used, such as `openai`
/// @param model as it is sent to the provider; one ending in `*` stands for every model that begins
///   so
/// @param tiers at least one, the first from zero tokens, in rising order
/// @param perRequest for each request that is charged at all; usually zero
/// @param perUse use → for each time, as [dev.airelay.usage.Uses] names them; one that is not named
///   costs nothing
/// @param serviceTiers service tier → what part of the rates of tokens it costs; one that is not
///   named cannot be asked for
/// @param capacity of the model
/// @param source where it was read, for people; may be empty
public record Price(
        String provider,
        String model,
        Instant validFrom,
        List<Tier> tiers,
        Nanos perRequest,
        Map<String, Nanos> perUse,
        Map<String, Multiplier> serviceTiers,
        Capacity capacity,
        String source) {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MILLION_MILLIONS = MILLION.multiply(MILLION);
    private static final BigInteger DENOMINATOR = MILLION_MILLIONS.multiply(MILLION);

    /// @throws IllegalArgumentException when names are empty, tiers out of order or amounts
    ///   negative
    public Price {
        tiers = List.copyOf(tiers);
        perUse = Map.copyOf(perUse);
        serviceTiers = Map.copyOf(serviceTiers);
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
        if (perRequest.compareTo(Nanos.ZERO) < 0
                || perUse.values().stream().anyMatch(amount -> amount.compareTo(Nanos.ZERO) < 0)) {
            throw new IllegalArgumentException("an amount must not be negative");
        }
    }

    /// One that charges tokens alone, of a model of which nothing else is known.
    public static Price ofTokens(
            String provider, String model, Instant validFrom, List<Tier> tiers, String source) {
        return new Price(
                provider,
                model,
                validFrom,
                tiers,
                Nanos.ZERO,
                Map.of(),
                Map.of(),
                Capacity.UNKNOWN,
                source);
    }

    /// Names this price for good: `openai/gpt-4.1@2025-04-14T00:00:00Z`.
    public String version() {
        return provider + "/" + model + "@" + validFrom;
    }

    /// What a request costs: the exact sum, rounded up to a whole nano once, at the end.
    ///
    /// @param serviceTier what part of the rates of tokens the tier costs that served it
    /// @param multiplier of the group that pays
    /// @throws ArithmeticException above nine billion dollars
    public Nanos cost(Tokens tokens, Uses uses, Multiplier serviceTier, Multiplier multiplier) {
        long prompt = tokens.total() - tokens.output();
        return rounded(tier(prompt).cost(tokens), uses, serviceTier, multiplier);
    }

    /// What to hold for a request of which only this is known. A prompt that is close below the
    /// bounds of a tier may be in it, since estimates may be a tenth too low.
    ///
    /// @throws ArithmeticException above nine billion dollars
    public Nanos estimate(Forecast forecast, Multiplier multiplier) {
        BigInteger below = tier(forecast.inputTokens()).estimate(forecast);
        BigInteger above =
                tier(Math.ceilDiv(Math.multiplyExact(forecast.inputTokens(), 10), 9))
                        .estimate(forecast);
        return rounded(below.max(above), forecast.uses(), forecast.serviceTier(), multiplier);
    }

    /// What part of the rates of tokens a service tier costs; empty when nobody has said.
    public Optional<Multiplier> serviceTier(String name) {
        return Optional.ofNullable(serviceTiers.get(name));
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

    private Nanos rounded(
            BigInteger millionths, Uses uses, Multiplier serviceTier, Multiplier multiplier) {
        BigInteger exact =
                millionths
                        .multiply(BigInteger.valueOf(serviceTier.perMillion()))
                        .add(fixed(uses).multiply(MILLION_MILLIONS))
                        .multiply(BigInteger.valueOf(multiplier.perMillion()));
        BigInteger up = exact.add(DENOMINATOR).subtract(BigInteger.ONE);
        return new Nanos(up.divide(DENOMINATOR).longValueExact());
    }

    private BigInteger fixed(Uses uses) {
        BigInteger sum = BigInteger.valueOf(perRequest.value());
        for (var use : uses.counts().entrySet()) {
            Nanos each = perUse.getOrDefault(use.getKey(), Nanos.ZERO);
            sum =
                    sum.add(
                            BigInteger.valueOf(each.value())
                                    .multiply(BigInteger.valueOf(use.getValue())));
        }
        return sum;
    }
}
