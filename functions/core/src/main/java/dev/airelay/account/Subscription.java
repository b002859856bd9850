package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/// A user's plan: an allowance that begins anew with each period.
///
/// @param id of this subscription, new each time a user takes a plan
/// @param planName for people
/// @param allowance for each period
/// @param length of a period, by UTC: days or months, more than zero
/// @param startedAt the start of the first period; periods are counted from it, so that a month
///   that begins on the 31st does not move to the 28th for good
/// @param periods how many periods have begun, the current one included
/// @param endsAt from which on there is no further period; [Instant#MAX] when it goes on
/// @param revision grows with each change of this record; starts at 1
public record Subscription(
        String id,
        String userId,
        String planName,
        Nanos allowance,
        Period length,
        Instant startedAt,
        int periods,
        Instant endsAt,
        long revision) {
    /// @throws IllegalArgumentException when the allowance or the length is not above zero
    public Subscription {
        if (allowance.compareTo(Nanos.ZERO) <= 0 || length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("a plan without an allowance or a period");
        }
    }

    /// The end of the current period.
    public Instant periodEnd() {
        Instant end = start(periods);
        return end.isBefore(endsAt) ? end : endsAt;
    }

    /// Whether no period follows the current one.
    public boolean last() {
        return !start(periods).isBefore(endsAt);
    }

    private Instant start(int period) {
        return startedAt.atOffset(ZoneOffset.UTC).plus(length.multipliedBy(period)).toInstant();
    }

    /// The current period's line in the books, in place of whatever plan there was.
    public Renewal beginning(Instant bookedAt) {
        return renewal(Instant.MAX, bookedAt);
    }

    /// The current period's line in the books, after the period before.
    public Renewal renewal(Instant bookedAt) {
        return renewal(start(periods - 1), bookedAt);
    }

    private Renewal renewal(Instant after, Instant bookedAt) {
        return new Renewal(
                "plan/" + id + "/" + periods,
                userId,
                after,
                allowance,
                periodEnd(),
                bookedAt,
                planName);
    }

    /// The line that ends it.
    public Renewal ending(Instant bookedAt) {
        return new Renewal(
                "plan/" + id + "/end",
                userId,
                start(periods),
                Nanos.ZERO,
                periodEnd(),
                bookedAt,
                planName);
    }

    /// With the next period begun.
    public Subscription next() {
        return new Subscription(
                id, userId, planName, allowance, length, startedAt, periods + 1, endsAt, revision);
    }

    public Subscription withEnd(Instant end) {
        return new Subscription(
                id, userId, planName, allowance, length, startedAt, periods, end, revision);
    }

    public Subscription withRevision(long next) {
        return new Subscription(
                id, userId, planName, allowance, length, startedAt, periods, endsAt, next);
    }
}
