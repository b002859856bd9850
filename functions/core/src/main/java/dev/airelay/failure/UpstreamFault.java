package dev.airelay.failure;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What an upstream did instead of answering.
public sealed interface UpstreamFault extends Failure {
    /// Whose fault it is. Retries, health, charges and the answer follow from it.
    enum Whose {
        /// What the request says: nobody else is asked, and nothing is said against the channel.
        REQUEST,
        /// The key's or its account's: another key may do.
        KEY,
        /// A model that the channel does not have: another channel may.
        MODEL,
        /// The channel's by itself: hardly a request can provoke it. One may a RESET, by a body
        /// that the upstream does not read to its end.
        CHANNEL,
        /// The channel's perhaps, or that of the one who asked.
        PERHAPS
    }

    Whose whose();

    /// The upstream refused the request for what it says (context too long, bad schema, content
    /// policy).
    ///
    /// @param status 400 to 499: what the client gets
    /// @param refusal what it said, fit for the client
    record UpstreamRefused(int status, Refusal refusal) implements UpstreamFault {
        @Override
        public Whose whose() {
            return Whose.REQUEST;
        }

        @Override
        public String metric() {
            return "upstream_refused";
        }

        @Override
        public String message() {
            return refusal.message().isEmpty()
                    ? "The upstream refused the request."
                    : refusal.message();
        }
    }

    /// The upstream does not serve the channel's own account: the operator's affair, not the
    /// client's.
    ///
    /// @param provokable whether an asker may have brought it about, with a model that the key may
    ///   not use or an output that the balance does not cover
    record UpstreamDenied(Sort sort, boolean provokable) implements UpstreamFault {
        /// In which way.
        public enum Sort {
            /// The key is wrong, expired or withdrawn.
            CREDENTIALS(
                    502,
                    "denied",
                    "The upstream did not accept the relay's credentials. Its operator has to look at the channel."),
            /// The key is good, but not for this.
            PERMISSION(
                    502,
                    "forbidden",
                    "The upstream does not permit this to the relay's account. Its operator has to look at the channel."),
            /// The account has nothing left to spend.
            QUOTA(
                    503,
                    "quota",
                    "The relay's quota with the upstream is used up. Its operator has to look at the channel.");

            private final int status;
            private final String name;
            private final String message;

            Sort(int status, String name, String message) {
                this.status = status;
                this.name = name;
                this.message = message;
            }
        }

        @Override
        public Whose whose() {
            return Whose.KEY;
        }

        @Override
        public int status() {
            return sort.status;
        }

        @Override
        public String metric() {
            return "upstream_" + sort.name;
        }

        @Override
        public String message() {
            return sort.message;
        }

        @Override
        public Again again() {
            return Again.ELSEWHERE;
        }
    }

    /// The upstream has no such model.
    ///
    /// @param model as the client named it
    record UpstreamLacksModel(String model) implements UpstreamFault {
        @Override
        public Whose whose() {
            return Whose.MODEL;
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public String metric() {
            return "upstream_lacks_model";
        }

        @Override
        public String message() {
            return "The model '" + model + "' does not exist with any upstream that may serve it.";
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
        public Whose whose() {
            return Whose.KEY;
        }

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
    ///
    /// @param status 503, or 529 where it speaks like Anthropic
    ///   (https://learn.microsoft.com/en-us/microsoft-cloud/dev/dev-proxy/concepts/anthropic-529-overloaded-error,
    ///   read 2026-11-27)
    record UpstreamOverloaded(int status) implements UpstreamFault {
        @Override
        public Whose whose() {
            return Whose.PERHAPS;
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
            /// It answered with a status that speaks of a failure of its own.
            STATUS,
            /// The connection ended before the head of an answer.
            RESET,
            /// The connection ended before the request was sent, as one does that is too large.
            UNSENT,
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
        public Whose whose() {
            return switch (how) {
                case CONNECT, ADDRESS, RESET -> Whose.CHANNEL;
                case STATUS, UNSENT, CUT, NONSENSE, REPORTED -> Whose.PERHAPS;
                case TOO_LARGE -> Whose.REQUEST;
            };
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

        /// A request can be so slow to answer that the first token is late.
        @Override
        public Whose whose() {
            return phase == Phase.CONNECT ? Whose.CHANNEL : Whose.PERHAPS;
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
