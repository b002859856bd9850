package dev.airelay.relaying;

import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import java.time.Duration;
import java.util.Optional;

/// What a failure says about the channel on which it happened.
final class Blame {
    /// Without advice of the upstream's own.
    private static final Duration BUSY = Duration.ofSeconds(5);

    private static final Duration LONGEST_BUSY = Duration.ofMinutes(5);
    private static final Duration DENIED = Duration.ofMinutes(1);

    /// What fits into the buffers on the way, whether its reader likes it or not.
    private static final int READ_AT_ONCE = 64 * 1024;

    private Blame() {}

    /// How much it speaks against the channel, 0 to 1. A limit that is reached says nothing: the
    /// key rests instead.
    static double of(Failure failure) {
        return switch (failure) {
            case UpstreamFault.UpstreamRefused _, UpstreamFault.UpstreamBusy _ -> 0;
            case UpstreamBroken broken -> broken.how() == UpstreamBroken.How.TOO_LARGE ? 0 : 1;
            case UpstreamFault.UpstreamDenied _,
                    UpstreamFault.UpstreamOverloaded _,
                    UpstreamTimeout _ ->
                    1;
            case CallerFault _, RelayFault _ -> 0;
        };
    }

    /// Whether a request can make it happen. None can make a connection fail; a prompt can be slow
    /// to read, and its answer strange. An upstream that finds a request too large may hang up on
    /// it instead of reading the rest, which looks like a reset.
    ///
    /// @param bodyBytes length of the request
    static boolean provokable(Failure failure, int bodyBytes) {
        return switch (failure) {
            case UpstreamBroken(UpstreamBroken.How how) ->
                    switch (how) {
                        case CONNECT, ADDRESS -> false;
                        case RESET -> bodyBytes > READ_AT_ONCE;
                        case STATUS, CUT, NONSENSE, REPORTED, TOO_LARGE -> true;
                    };
            case UpstreamTimeout timeout -> timeout.phase() != UpstreamTimeout.Phase.CONNECT;
            case UpstreamFault.UpstreamRefused _,
                    UpstreamFault.UpstreamDenied _,
                    UpstreamFault.UpstreamBusy _,
                    UpstreamFault.UpstreamOverloaded _,
                    CallerFault _,
                    RelayFault _ ->
                    true;
        };
    }

    /// For how long the key should rest; empty when the failure has nothing to do with it.
    static Optional<Duration> rest(Failure failure) {
        return switch (failure) {
            case UpstreamFault.UpstreamBusy(Duration pause) ->
                    Optional.of(
                            pause.isZero()
                                    ? BUSY
                                    : pause.compareTo(LONGEST_BUSY) < 0 ? pause : LONGEST_BUSY);
            case UpstreamFault.UpstreamDenied _ -> Optional.of(DENIED);
            default -> Optional.empty();
        };
    }
}
