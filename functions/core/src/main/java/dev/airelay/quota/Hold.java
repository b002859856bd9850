package dev.airelay.quota;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// What the gate keeps about a request from its admission until its booking.
///
/// @param model empty for a request that leaves no usage record
/// @param amount held, until [#reconciledAt] is known; then what it costs
/// @param day of UTC on which it was admitted, counted from 1970-01-01: whose budgets it uses
/// @param leaseEnd when its slot is free again, whatever happens
/// @param reconciledAt [Instant#MAX] while it is in flight
/// @param booked whether its cost is part of the balance already
public record Hold(
        String requestId,
        String userId,
        String keyId,
        String model,
        Nanos amount,
        long day,
        Instant leaseEnd,
        Instant reconciledAt,
        boolean booked) {
    public boolean reconciled() {
        return reconciledAt.isBefore(Instant.MAX);
    }

    /// The moment from which on it should be gone.
    public Instant openSince() {
        return reconciled() ? reconciledAt : leaseEnd;
    }

    /// What it takes from the funds that the account shows.
    Nanos taken() {
        return booked ? Nanos.ZERO : amount;
    }

    /// What has to be held on top of it, so that this cost is covered.
    Nanos missing(Nanos cost) {
        return reconciled() || booked || cost.compareTo(amount) <= 0
                ? Nanos.ZERO
                : cost.minus(amount);
    }

    Hold raised(Nanos more) {
        return new Hold(
                requestId,
                userId,
                keyId,
                model,
                amount.plus(more),
                day,
                leaseEnd,
                reconciledAt,
                booked);
    }

    Hold reconciled(Nanos cost, Instant now) {
        return new Hold(requestId, userId, keyId, model, cost, day, leaseEnd, now, booked);
    }

    Hold asBooked() {
        return new Hold(requestId, userId, keyId, model, amount, day, leaseEnd, reconciledAt, true);
    }
}
