package dev.airelay.failure;

import dev.airelay.http.Headers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What an upstream did instead of answering.
public sealed interface UpstreamFault extends Failure {
    /// The upstream refused the request for what it says (context too long, bad schema, content
    /// policy). Its answer goes back as it came, since it is about the client's own words.
    ///
    /// @param status 400, 404, 413, 415 or 422
    record UpstreamRefused(
            int status, Headers headers, @SuppressWarnings("ArrayRecordComponent") byte[] body)
            implements UpstreamFault {
        @Override
        public String metric() {
            return "upstream_refused";
        }

        @Override
        public String message() {
            return "The upstream refused the request.";
        }
    }

    /// The upstream does not accept the channel's own credentials: the operator's fault, not the
    /// client's.
    record UpstreamDenied() implements UpstreamFault {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String metric() {
            return "upstream_denied";
        }

        @Override
        public String message() {
            return "The upstream did not accept the relay's credentials. Its operator has to look at the channel.";
        }

        @Override
        public Again again() {
            return Again.ELSEWHERE;
        }
    }

    /// The upstream's own rate limit.
    ///
    /// @param pause as the upstream said; zero when it said nothing
    record UpstreamBusy(Duration pause) implements UpstreamFault {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String metric() {
            return "upstream_busy";
        }

        @Override
        public String message() {
            return "The upstream is limiting requests right now.";
        }

        @Override
        public Again again() {
            return Again.HERE;
        }

        @Override
        public Optional<Duration> retryAfter() {
            return pause.isZero() ? Optional.empty() : Optional.of(pause);
        }
    }

    /// The upstream says that it has more to do than it can.
    record UpstreamOverloaded() implements UpstreamFault {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String metric() {
            return "upstream_overloaded";
        }

        @Override
        public String message() {
            return "The upstream is overloaded right now.";
        }

        @Override
        public Again again() {
            return Again.HERE;
        }
    }

    /// The upstream failed.
    record UpstreamBroken(How how) implements UpstreamFault {
        /// In which way.
        public enum How {
            /// No connection, or no TLS.
            CONNECT,
            /// The address is one that the relay must not call.
            ADDRESS,
            /// It answered with a server error.
            STATUS,
            /// The connection ended before the head of an answer.
            RESET,
            /// The answer ended before its own end.
            CUT,
            /// The answer was not what its format says.
            NONSENSE,
            /// It reported an error inside an answer that had begun.
            REPORTED,
            /// A whole answer larger than the relay keeps.
            TOO_LARGE
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public String metric() {
            return "upstream_" + how.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String message() {
            return how == How.CUT
                    ? "The upstream broke off before the end of its answer. What was received is incomplete."
                    : "The upstream failed to answer this request.";
        }

        @Override
        public Again again() {
            return how == How.ADDRESS || how == How.TOO_LARGE ? Again.ELSEWHERE : Again.HERE;
        }
    }

    /// The upstream was too slow.
    record UpstreamTimeout(Phase phase) implements UpstreamFault {
        /// While the relay waited for what.
        public enum Phase {
            CONNECT,
            FIRST_TOKEN,
            IDLE,
            TOTAL
        }

        @Override
        public int status() {
            return 504;
        }

        @Override
        public String metric() {
            return "upstream_timeout_" + phase.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String message() {
            return "The upstream did not answer in time.";
        }

        @Override
        public Again again() {
            return Again.ELSEWHERE;
        }
    }
}
