package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// What a plan lets its user spend within a period, before the balance is touched.
///
/// @param left of the period's allowance, as the last booking left it; zero or more
/// @param until the end of the period, from which on nothing of it can be spent
public record Credit(Nanos left, Instant until) {
    public static final Credit NONE = new Credit(Nanos.ZERO, Instant.EPOCH);

    /// What can be spent at a moment.
    public Nanos at(Instant when) {
        return when.isBefore(until) ? left : Nanos.ZERO;
    }

    Credit less(Nanos spent) {
        return new Credit(left.minus(spent), until);
    }
}
