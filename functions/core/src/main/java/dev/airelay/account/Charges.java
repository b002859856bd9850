package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The rules for charges that are booked together.
public final class Charges {
    private Charges() {}

    /// @throws IllegalArgumentException when there are none or too many, of several users, or two
    ///   of one request
    public static void check(List<Charge> charges) {
        if (charges.isEmpty() || charges.size() > AccountStore.MOST_CHARGES) {
            throw new IllegalArgumentException(charges.size() + " charges in one step");
        }
        var ids = new HashSet<String>();
        var user = charges.getFirst().userId();
        for (var charge : charges) {
            if (!ids.add(charge.requestId()) || !charge.userId().equals(user)) {
                throw new IllegalArgumentException("charges that do not go together");
            }
        }
    }

    /// The entry for charges of which none was booked before; empty when they cost nothing. Its id
    /// is that of the first request, which no other entry can have: a request is charged once.
    public static Optional<Entry> entry(List<Charge> fresh, Instant bookedAt) {
        var sum = fresh.stream().map(Charge::cost).reduce(Nanos.ZERO, Nanos::plus);
        if (sum.equals(Nanos.ZERO)) {
            return Optional.empty();
        }
        var first = fresh.getFirst();
        return Optional.of(
                new Entry(
                        "usage/" + first.requestId(),
                        first.userId(),
                        Entry.Kind.USAGE,
                        Nanos.ZERO.minus(sum),
                        bookedAt,
                        fresh.size() == 1 ? "1 request" : fresh.size() + " requests"));
    }
}
