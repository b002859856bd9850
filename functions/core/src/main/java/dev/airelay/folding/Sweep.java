package dev.airelay.folding;

import dev.airelay.account.AccountStore;
import dev.airelay.account.BalanceListener;
import dev.airelay.failure.UnreadableRecordException;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Hold;
import dev.airelay.quota.OpenHolds;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.RequestId;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import dev.airelay.usage.Uses;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Ends what nobody else will end: requests whose process died before it could reconcile them, and
/// costs whose booking the gate never heard of.
///
/// It may run at any time, several times at once, and before or after a late reconciliation: the
/// books come out the same. What was delivered by a process that died is not known unless it had
/// told the gate the cost; then that is charged, else nothing, and the usage record says
/// `ABANDONED`.
public final class Sweep {
    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    /// How long after its time something is left alone, because whoever should end it may be late.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int MOST_AT_ONCE = 1_000;

    private final OpenHolds holds;
    private final UsageLog usage;
    private final AccountStore accounts;
    private final BalanceListener listener;

    public Sweep(OpenHolds holds, UsageLog usage, AccountStore accounts, BalanceListener listener) {
        this.holds = holds;
        this.usage = usage;
        this.accounts = accounts;
        this.listener = listener;
    }

    /// What a sweep did.
    ///
    /// @param abandoned requests that were released
    /// @param recovered requests whose end only the gate knew; what costs nothing is done with then
    /// @param told bookings that the gate had not heard of
    public record Swept(int abandoned, int recovered, int told) {
        private Swept plus(Swept other) {
            return new Swept(
                    abandoned + other.abandoned, recovered + other.recovered, told + other.told);
        }
    }

    /// @throws dev.airelay.failure.StoreException when a store does not answer; the rest waits for
    ///   the next sweep
    public Swept sweep() {
        List<Hold> open = holds.open(PATIENCE, MOST_AT_ONCE);
        var reconciled = new LinkedHashMap<String, List<Hold>>();
        int abandoned = 0;
        for (Hold hold : open) {
            if (hold.reconciled()) {
                reconciled.computeIfAbsent(hold.userId(), _ -> new ArrayList<>()).add(hold);
            } else {
                abandon(hold);
                abandoned++;
            }
        }
        var swept = new Swept(abandoned, 0, 0);
        for (List<Hold> ofOne : reconciled.values()) {
            swept = swept.plus(end(ofOne));
        }
        if (!open.isEmpty()) {
            LOG.log(Level.WARNING, "{0}", swept);
        }
        return swept;
    }

    /// Ends one user's reconciled requests. Those of an account that cannot be read wait for the
    /// version that can.
    private Swept end(List<Hold> reconciled) {
        String userId = reconciled.getFirst().userId();
        try {
            Set<String> booked =
                    accounts.charged(userId, reconciled.stream().map(Hold::requestId).toList());
            int recovered = 0;
            for (Hold hold : reconciled) {
                if (booked.contains(hold.requestId())) {
                    tell(hold);
                } else {
                    recovered += usage.write(record(hold, hold.amount())) ? 1 : 0;
                    if (hold.amount().equals(Nanos.ZERO)) {
                        tell(hold);
                    }
                }
            }
            return new Swept(0, recovered, booked.size());
        } catch (UnreadableRecordException e) {
            LOG.log(Level.WARNING, reconciled.size() + " requests of " + userId + " stay held", e);
            return new Swept(0, 0, 0);
        }
    }

    private void tell(Hold hold) {
        listener.changed(accounts.account(hold.userId()), List.of(hold.requestId()));
    }

    /// The record first: should this end in between, the next sweep finds the hold again.
    private void abandon(Hold hold) {
        if (!hold.model().isEmpty()) {
            var _ = usage.write(record(hold, Nanos.ZERO));
        }
        holds.release(hold);
    }

    private static UsageRecord record(Hold hold, Nanos cost) {
        return new UsageRecord(
                hold.requestId(),
                "",
                RequestId.arrival(hold.requestId()).orElse(hold.leaseEnd()),
                hold.userId(),
                hold.keyId(),
                "",
                "",
                "",
                "",
                "",
                hold.model(),
                "",
                false,
                0,
                Outcome.ABANDONED,
                "abandoned",
                List.of(),
                List.of(),
                Tokens.NONE,
                Source.NONE,
                Uses.NONE,
                "",
                List.of(),
                cost,
                "",
                -1,
                0,
                "",
                "");
    }
}
