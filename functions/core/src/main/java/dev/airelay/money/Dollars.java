package dev.airelay.money;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// US dollars as people and programs write them, exact to the billionth.
public final class Dollars {
    private static final int DECIMALS = 9;
    private static final int USUAL_DECIMALS = 2;
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

    private Dollars() {}

    /// Reads a plain decimal such as `25`, `0.5` or `-3.000000001`, below a billion dollars.
    ///
    /// @return empty for anything else: exponents, signs in front of positive amounts, finer parts
    ///   than a billionth
    public static Optional<Nanos> parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Nanos(new BigDecimal(text).movePointRight(DECIMALS).longValueExact()));
    }

    /// Plain decimal with two places, more only where the amount needs them: `25.00`, `0.125`.
    public static String print(Nanos amount) {
        var exact = BigDecimal.valueOf(amount.value(), DECIMALS).stripTrailingZeros();
        return exact.setScale(Math.max(exact.scale(), USUAL_DECIMALS)).toPlainString();
    }
}
