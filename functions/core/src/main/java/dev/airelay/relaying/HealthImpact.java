package dev.airelay.relaying;

import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.Whose;
import java.time.Duration;
import java.util.Optional;

/// What a failure says about the channel on which it happened.
final class HealthImpact {
    /// Without advice of the upstream's own.
    private static final Duration BUSY = Duration.ofSeconds(5);

    private static final Duration LONGEST_BUSY = Duration.ofMinutes(5);
    private static final Duration DENIED = Duration.ofMinutes(1);

    /// As short as [#DENIED], since another asker may only have spelled it wrong.
    static final Duration NO_MODEL = Duration.ofMinutes(1);

    /// Nobody tops up an account within a minute.
    private static final Duration NO_QUOTA = Duration.ofMinutes(30);

    /// What is left may do for a smaller request, of another asker.
    private static final Duration LITTLE_QUOTA = Duration.ofMinutes(5);

    /// What fits into the buffers on the way, whether its reader likes it or not.
    private static final int READ_AT_ONCE = 64 * 1024;

    private HealthImpact() {}

    /// How much it speaks against the channel, 0 to 1. What is the request's, the key's or the
    /// model's says nothing: keys and models rest instead.
    static double of(Failure failure) {
        return failure instanceof UpstreamFault fault
                ? switch (fault.whose()) {
                    case CHANNEL, PERHAPS -> 1;
                    case REQUEST, KEY, MODEL -> 0;
                }
                : 0;
    }

    /// Whether a request can make it happen. None can make a connection fail, or a key invalid; a
    /// prompt can be slow to read, and its answer strange. An upstream that finds a request too
    /// large may hang up on it instead of reading the rest, which looks like a reset.
    ///
    /// @param bodyBytes length of the request
    static boolean provokable(Failure failure, int bodyBytes) {
        return switch (failure) {
            case UpstreamFault.UpstreamDenied denied -> denied.provokable();
            case UpstreamBroken(UpstreamBroken.How how) when how == UpstreamBroken.How.RESET ->
                    bodyBytes > READ_AT_ONCE;
            case UpstreamFault fault -> fault.whose() != Whose.CHANNEL;
            default -> true;
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
            case UpstreamFault.UpstreamDenied denied ->
                    Optional.of(
                            switch (denied.sort()) {
                                case CREDENTIALS, PERMISSION -> DENIED;
                                case QUOTA -> denied.provokable() ? LITTLE_QUOTA : NO_QUOTA;
                            });
            default -> Optional.empty();
        };
    }
}
