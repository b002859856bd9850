package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.account.BalanceListener;

/// One set of counters from all its sides: who decides by it, who tells it of changes and bookings,
/// who looks for what it should not hold any more.
public record GatePorts(Gate gate, Revisions revisions, BalanceListener books, OpenHolds holds) {
    /// Of something that is all of them.
    public static <T extends Gate & Revisions & BalanceListener & OpenHolds> GatePorts of(T all) {
        return new GatePorts(all, all, all, all);
    }
}
