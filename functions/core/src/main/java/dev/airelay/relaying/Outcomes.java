package dev.airelay.relaying;

import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.usage.Outcome;

/// Which outcome a failure makes.
final class Outcomes {
    private Outcomes() {}

    /// @param begun whether anything of the upstream's answer had gone to the client
    static Outcome of(Failure failure, boolean begun) {
        return switch (failure) {
            case CallerFault _, UpstreamFault.UpstreamRefused _ -> Outcome.REFUSED;
            case RelayFault.ClientGone _ -> Outcome.CLIENT_LEFT;
            case RelayFault.DeadlinePassed _, RelayFault.Stopping _ -> Outcome.DEADLINE;
            case RelayFault.NoChannel _,
                    RelayFault.NotPriced _,
                    RelayFault.StateAway _,
                    RelayFault.NoRoom _,
                    RelayFault.Outrun _,
                    RelayFault.KeyNotOpened _,
                    RelayFault.Internal _ ->
                    Outcome.RELAY_FAILED;
            case UpstreamFault _ -> begun ? Outcome.UPSTREAM_CUT : Outcome.UPSTREAM_FAILED;
        };
    }
}
