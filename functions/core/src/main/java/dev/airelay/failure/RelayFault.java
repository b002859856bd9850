package dev.airelay.failure;

import java.time.Duration;
import java.util.Optional;

/// What the relay, its stores or its platform could not do, or what ended an exchange from outside.
public sealed interface RelayFault extends Failure {
    /// A model that is configured, but by no channel that can be used now.
    ///
    /// @param pause until one of them is tried again; zero when nobody knows
    record NoChannel(String model, Duration pause) implements RelayFault {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String metric() {
            return "no_channel";
        }

        @Override
        public String message() {
            return "No upstream is available for the model '" + model + "' right now.";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return pause.isZero() ? Optional.empty() : Optional.of(pause);
        }
    }

    /// A model that no channel may serve, because nobody has said what it costs.
    record NotPriced(String model) implements RelayFault {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String metric() {
            return "not_priced";
        }

        @Override
        public String message() {
            return "The model '"
                    + model
                    + "' has no price here yet, so it cannot be used. The operator of the relay can set one, or allow it as free.";
        }
    }

    /// A channel's key cannot be opened here: the relay's own configuration, no fault of the
    /// upstream.
    record KeyNotOpened() implements RelayFault {
        @Override
        public int status() {
            return 502;
        }

        @Override
        public String metric() {
            return "key_not_opened";
        }

        @Override
        public String message() {
            return "The relay cannot open its credentials for this upstream. Its operator has to look at the channel.";
        }

        @Override
        public Again again() {
            return Again.ELSEWHERE;
        }
    }

    /// A store that decides about the request does not answer: before it was admitted, or when more
    /// was to be held for it.
    record StateAway() implements RelayFault {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String metric() {
            return "state_away";
        }

        @Override
        public String message() {
            return "The relay cannot check this request right now. Nothing was charged; try again shortly.";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(Duration.ofSeconds(2));
        }
    }

    /// The time that the platform allows for one request is used up.
    record DeadlinePassed() implements RelayFault {
        @Override
        public int status() {
            return 504;
        }

        @Override
        public String metric() {
            return "deadline";
        }

        @Override
        public String message() {
            return "The request took longer than the relay allows and was ended.";
        }
    }

    /// More bytes of bodies at once than there is memory for; nothing was taken.
    record NoRoom() implements RelayFault {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String metric() {
            return "no_room";
        }

        @Override
        public String message() {
            return "The relay is receiving as much as it can hold. Nothing was charged; try again shortly.";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(Duration.ofSeconds(1));
        }
    }

    record Stopping() implements RelayFault {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public String metric() {
            return "stopping";
        }

        @Override
        public String message() {
            return "The relay is being restarted. Try again shortly.";
        }
    }

    /// The client left; nobody sees this one, records do. The status is the one that nginx made
    /// customary.
    record ClientGone() implements RelayFault {
        @Override
        public int status() {
            return 499;
        }

        @Override
        public String metric() {
            return "client_gone";
        }

        @Override
        public String message() {
            return "The client closed the connection.";
        }
    }

    /// Another attempt for the same request was faster. Records see this one, nobody else does.
    record Outrun() implements RelayFault {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String metric() {
            return "outrun";
        }

        @Override
        public String message() {
            return "Another attempt was faster.";
        }
    }

    /// A defect of the relay.
    record Internal() implements RelayFault {
        @Override
        public int status() {
            return 500;
        }

        @Override
        public String metric() {
            return "internal";
        }

        @Override
        public String message() {
            return "The relay failed to handle this request. The request id helps its operator to find out why.";
        }
    }
}
