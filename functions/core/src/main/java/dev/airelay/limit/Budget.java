package dev.airelay.limit;

import dev.airelay.money.Nanos;

/// How much money one key, or one user over all keys, may spend at most. Zero means no limit.
///
/// Days and months are those of UTC and begin anew at their turn.
///
/// @param total over its whole life
public record Budget(Nanos perDay, Nanos perMonth, Nanos total) {
    public static final Budget NONE = new Budget(Nanos.ZERO, Nanos.ZERO, Nanos.ZERO);

    /// That of one window.
    public Nanos of(Window window) {
        return switch (window) {
            case DAY -> perDay;
            case MONTH -> perMonth;
            case TOTAL -> total;
        };
    }

    /// @throws IllegalArgumentException when one is below zero
    public Budget {
        if (perDay.compareTo(Nanos.ZERO) < 0
                || perMonth.compareTo(Nanos.ZERO) < 0
                || total.compareTo(Nanos.ZERO) < 0) {
            throw new IllegalArgumentException("a budget must not be negative");
        }
    }
}
