package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules for charges that are booked together.
public final class Charges {
    private Charges() {}

    /// @throws IllegalArgumentException when there are none or too many, of several users, or two
    ///   of one request
    public static void check(List<Charge> charges) {
        var step = new Step();
        if (charges.isEmpty() || !charges.stream().allMatch(step::takes)) {
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

    /// Cuts one user's charges into as few steps as fit, in their order.
    public static List<List<Charge>> steps(List<Charge> charges) {
        var steps = new ArrayList<List<Charge>>();
        var step = new Step();
        for (Charge charge : charges) {
            if (!step.takes(charge)) {
                steps.add(List.copyOf(step.taken));
                step = new Step();
                var _ = step.takes(charge);
            }
        }
        if (!step.taken.isEmpty()) {
            steps.add(List.copyOf(step.taken));
        }
        return steps;
    }

    /// Charges for as long as they fit: the rows that change are the line of the ledger, the
    /// rollups, and at most one for each key.
    private static final class Step {
        private static final int LINE = 1;

        private final List<Charge> taken = new ArrayList<>();
        private final Set<Rollup> rollups = new HashSet<>();
        private final Set<String> keys = new HashSet<>();

        /// @return whether it was taken
        boolean takes(Charge charge) {
            var more = new HashSet<>(charge.rollups());
            more.removeAll(rollups);
            int newKey = keys.contains(charge.use().keyId()) ? 0 : 1;
            int rows = LINE + rollups.size() + more.size() + keys.size() + newKey;
            if (taken.size() == AccountStore.MOST_CHARGES || rows > AccountStore.MOST_ROWS) {
                return false;
            }
            rollups.addAll(more);
            keys.add(charge.use().keyId());
            return taken.add(charge);
        }
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
