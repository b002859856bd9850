package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.account.BalanceListener;
import dev.airelay.health.ChannelBoard;

/// One set of counters from all its sides: who decides by it, who tells it of changes and bookings,
/// who looks for what it should not hold any more, and the board about which it tells everyone whom
/// it admits.
public record GatePorts(
        Gate gate,
        Revisions revisions,
        BalanceListener balanceListener,
        OpenHolds holds,
        ChannelBoard board) {
    /// Of something that is all of them but the board.
    public static <T extends Gate & Revisions & BalanceListener & OpenHolds> GatePorts of(
            T all, ChannelBoard board) {
        return new GatePorts(all, all, all, all, board);
    }
}
