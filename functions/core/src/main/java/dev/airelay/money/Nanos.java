package dev.airelay.money;

import java.math.BigDecimal;

/// An amount of money in billionths of a US dollar.
///
/// Never negative zero, never a fraction: sums are exact and overflow is an error
/// ([ArithmeticException]) instead of a wrong balance. One `long` reaches about 9.2 billion
/// dollars.
public record Nanos(long value) implements Comparable<Nanos> {
    public static final Nanos ZERO = new Nanos(0);

    private static final int PLACES = 9;

    /// @param dollars such as `1.25`; up to nine decimal places
    /// @throws NumberFormatException when it is no decimal number
    /// @throws ArithmeticException when it has more places or is out of range
    public static Nanos ofDollars(String dollars) {
        return new Nanos(new BigDecimal(dollars).movePointRight(PLACES).longValueExact());
    }

    /// The amount in dollars, exact and as short as possible: `0.0025`.
    public String dollars() {
        var plain = BigDecimal.valueOf(value, PLACES).stripTrailingZeros();
        return plain.toPlainString();
    }

    public Nanos plus(Nanos other) {
        return new Nanos(Math.addExact(value, other.value));
    }

    public Nanos minus(Nanos other) {
        return new Nanos(Math.subtractExact(value, other.value));
    }

    @Override
    public int compareTo(Nanos other) {
        return Long.compare(value, other.value);
    }
}
