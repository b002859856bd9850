package dev.airelay.pricing;

import java.math.BigDecimal;

/// What part of the list price a group pays.
///
/// @param perMillion parts per million: 1,000,000 is the list price itself, 0 is free
public record Multiplier(long perMillion) {
    public static final Multiplier ONE = new Multiplier(1_000_000);

    private static final long MOST = 1_000_000_000;
    private static final int PLACES = 6;

    /// @throws IllegalArgumentException when it is below zero or above a thousand times
    public Multiplier {
        if (perMillion < 0 || perMillion > MOST) {
            throw new IllegalArgumentException("a multiplier is between 0 and 1000");
        }
    }

    /// Both, one after the other; rounded up to a millionth.
    ///
    /// @throws IllegalArgumentException when that is above a thousand times
    public Multiplier times(Multiplier other) {
        return new Multiplier(Math.ceilDiv(perMillion * other.perMillion, ONE.perMillion));
    }

    /// @param factor such as `0.85`, up to six decimal places
    /// @throws NumberFormatException when it is no decimal number
    /// @throws ArithmeticException when it has more places or is out of range
    public static Multiplier of(String factor) {
        return new Multiplier(new BigDecimal(factor).movePointRight(PLACES).longValueExact());
    }
}
