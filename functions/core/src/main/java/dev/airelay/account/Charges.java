package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The rules for charges that are booked together.
public final class Charges {
    /// Account and ledger.
    private static final int ROWS_OF_AN_ENTRY = 2;

    private Charges() {}

    /// @throws IllegalArgumentException when there are none or too many, of several users, or two
    ///   of one request
    public static void check(List<Charge> charges) {
        if (charges.isEmpty()
                || rows(charges.size(), Tallies.of(charges).size()) > AccountStore.MOST_ROWS) {
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

    /// How many rows change when so many are booked: one for each request, those of the entry, and
    /// one for each tally.
    private static int rows(int charges, int tallies) {
        return charges + ROWS_OF_AN_ENTRY + tallies;
    }

    /// Cuts one user's charges into as few steps as fit, in their order.
    public static List<List<Charge>> steps(List<Charge> charges) {
        var steps = new ArrayList<List<Charge>>();
        var step = new ArrayList<Charge>();
        var tallies = new HashSet<Tallies.Place>();
        for (Charge charge : charges) {
            List<Tallies.Place> places = Tallies.places(charge);
            tallies.addAll(places);
            if (rows(step.size() + 1, tallies.size()) > AccountStore.MOST_ROWS) {
                steps.add(List.copyOf(step));
                step.clear();
                tallies.clear();
                tallies.addAll(places);
            }
            step.add(charge);
        }
        if (!step.isEmpty()) {
            steps.add(List.copyOf(step));
        }
        return steps;
    }

    /// The entry for charges of which none was booked before: the plan's credit pays first, the
    /// balance the rest. Empty when they cost nothing. Its id is that of the first request, which
    /// no other entry can have: a request is charged once.
    ///
    /// @param before the account that pays
    public static Optional<Entry> entry(List<Charge> fresh, Account before, Instant bookedAt) {
        var sum = fresh.stream().map(Charge::cost).reduce(Nanos.ZERO, Nanos::plus);
        if (sum.equals(Nanos.ZERO)) {
            return Optional.empty();
        }
        Nanos credit = before.credit().at(bookedAt);
        Nanos byPlan = credit.compareTo(sum) < 0 ? credit : sum;
        var first = fresh.getFirst();
        return Optional.of(
                new Entry(
                        "usage/" + first.requestId(),
                        first.userId(),
                        Entry.Kind.USAGE,
                        byPlan.minus(sum),
                        Nanos.ZERO.minus(byPlan),
                        bookedAt,
                        fresh.size() == 1 ? "1 request" : fresh.size() + " requests"));
    }
}
