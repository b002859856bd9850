package dev.airelay.money;

/// An amount of money in billionths of a US dollar.
///
/// Never negative zero, never a fraction: sums are exact and overflow is an error
/// ([ArithmeticException]) instead of a wrong balance. One `long` reaches about 9.2 billion
/// dollars.
public record Nanos(long value) implements Comparable<Nanos> {
    public static final Nanos ZERO = new Nanos(0);

    /// @param dollars as [Dollars#parse] takes them, such as `1.25`
    /// @throws NumberFormatException when it cannot be read
    public static Nanos ofDollars(String dollars) {
        return Dollars.parse(dollars)
                .orElseThrow(() -> new NumberFormatException(dollars + " is no amount in dollars"));
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
