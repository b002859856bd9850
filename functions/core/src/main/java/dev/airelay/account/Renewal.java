package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// A plan's period begins, or the plan ends: what was left of the period before is gone.
///
/// @param id as an [Entry]'s: `plan/`, the plan and the period's start
/// @param after the latest end of the credit that it takes the place of; what ends later belongs to
///   a plan that has begun meanwhile. [Instant#MAX] when it takes the place of any
/// @param allowance for the new period; zero when the plan ends
/// @param until the end of the new period
/// @param note for people
public record Renewal(
        String id,
        String userId,
        Instant after,
        Nanos allowance,
        Instant until,
        Instant bookedAt,
        String note) {
    /// @throws IllegalArgumentException when the allowance is below zero
    public Renewal {
        if (allowance.compareTo(Nanos.ZERO) < 0) {
            throw new IllegalArgumentException("an allowance must not be negative");
        }
    }

    /// Whether the credit there is gives way to it.
    public boolean follows(Account before) {
        return !before.credit().until().isAfter(after);
    }

    /// Its line in the ledger.
    public Entry entry(Account before) {
        return new Entry(
                id,
                userId,
                Entry.Kind.PLAN,
                Nanos.ZERO,
                allowance.minus(before.credit().left()),
                bookedAt,
                note);
    }
}
