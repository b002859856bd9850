package dev.airelay.probing;

import dev.airelay.failure.CallerFault;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamBusy;
import dev.airelay.failure.UpstreamFault.UpstreamDenied;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.failure.UpstreamFault.UpstreamOverloaded;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;

/// A failure in words for those who run the relay, who may know what clients may not.
final class Explanation {
    private Explanation() {}

    /// @param said the upstream's own words, fit to be shown; possibly empty
    static String of(Failure failure, int status, String said) {
        String answered = status == 0 ? "" : " (status " + status + ")";
        return sentence(failure) + answered + (said.isEmpty() ? "." : ": " + said);
    }

    private static String sentence(Failure failure) {
        return switch (failure) {
            case UpstreamRefused _ -> "It refuses the request";
            case UpstreamDenied denied ->
                    switch (denied.sort()) {
                        case CREDENTIALS -> "It does not accept this key";
                        case PERMISSION -> "It does not permit this to the account of this key";
                        case QUOTA -> "The account of this key has no quota left";
                    };
            case UpstreamLacksModel _ -> "It does not have the model";
            case UpstreamBusy _ -> "It limits requests with this key right now";
            case UpstreamOverloaded _ -> "It says that it is overloaded";
            case UpstreamBroken broken -> broken(broken.how());
            case UpstreamTimeout timeout ->
                    switch (timeout.phase()) {
                        case CONNECT -> "No connection could be made in time";
                        case FIRST_TOKEN -> "It said nothing in time";
                        case IDLE -> "It stopped in the middle of its answer";
                        case TOTAL -> "It took too long";
                    };
            case CallerFault _, RelayFault _ -> failure.message();
        };
    }

    private static String broken(UpstreamBroken.How how) {
        return switch (how) {
            case CONNECT -> "No connection could be made: look at its name, port and TLS";
            case ADDRESS -> "Its address is one that the relay must not call";
            case STATUS -> "It answers with an error";
            case RESET -> "It closed the connection without an answer";
            case UNSENT -> "It closed the connection before the request was sent";
            case CUT -> "Its answer ended before it said anything";
            case NONSENSE -> "Its answer is not a stream of its dialect: look at the base URL";
            case REPORTED -> "It reports an error inside its answer";
            case TOO_LARGE -> "Its answer is larger than any should be";
        };
    }
}
