package dev.airelay.failure;

import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.limit.Window;
import dev.airelay.money.Dollars;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What the caller can mend: the key, the request, or how much is asked for.
public sealed interface CallerFault extends Failure {
    /// No key, or one that may not be used.
    record Unauthenticated(Reason reason) implements CallerFault {
        /// What is wrong with the key.
        public enum Reason {
            MISSING(
                    "No API key was sent. Send it as 'Authorization: Bearer <key>' or 'x-api-key: <key>'."),
            UNKNOWN("The API key is not known here."),
            DISABLED("The API key is disabled."),
            EXPIRED("The API key has expired."),
            USER_DISABLED("The account that owns this API key is disabled.");

            private final String message;

            Reason(String message) {
                this.message = message;
            }
        }

        @Override
        public int status() {
            return 401;
        }

        @Override
        public String metric() {
            return "key_" + reason.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String message() {
            return reason.message;
        }
    }

    /// The key may not ask for this model.
    record ModelForbidden(String model) implements CallerFault {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String metric() {
            return "model_forbidden";
        }

        @Override
        public String message() {
            return "This API key may not use the model '" + model + "'.";
        }
    }

    /// The key is bound to another group than the path names, or to none while its owner may not
    /// choose that one.
    record GroupForbidden(String group) implements CallerFault {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String metric() {
            return "group_forbidden";
        }

        @Override
        public String message() {
            return "This API key may not use the group '" + group + "'.";
        }
    }

    /// There is no such group.
    record UnknownGroup(String group) implements CallerFault {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String metric() {
            return "unknown_group";
        }

        @Override
        public String message() {
            return "There is no group '" + group + "' here.";
        }
    }

    /// The key may not be used from where the request comes from.
    record AddressForbidden(String address) implements CallerFault {
        @Override
        public int status() {
            return 403;
        }

        @Override
        public String metric() {
            return "address_forbidden";
        }

        @Override
        public String message() {
            return "This API key may not be used from the address " + address + ".";
        }
    }

    /// The account's balance and plan do not cover what the request may cost.
    ///
    /// @param available may be below zero
    record OutOfFunds(Nanos needed, Nanos available) implements CallerFault {
        @Override
        public int status() {
            return 402;
        }

        @Override
        public String metric() {
            return "out_of_funds";
        }

        @Override
        public String message() {
            return "This account cannot pay for the request: it may cost up to $"
                    + Dollars.print(needed)
                    + ", and $"
                    + Dollars.print(available)
                    + " is available. Redeem a gift card in the console, ask the operator of this relay to top up the account, or ask for fewer output tokens.";
        }
    }

    /// A key or an account has spent what it may spend.
    ///
    /// @param limit the configured budget
    /// @param pause until the next day or month begins; nothing helps against a total
    record BudgetSpent(Scope scope, Window window, Nanos limit, Duration pause)
            implements CallerFault {
        @Override
        public int status() {
            return window == Window.TOTAL ? 402 : 429;
        }

        @Override
        public String metric() {
            return "budget_"
                    + scope.name().toLowerCase(Locale.ROOT)
                    + "_"
                    + window.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String message() {
            String whose = scope == Scope.KEY ? "this API key" : "this account";
            String spent =
                    "Budget reached: "
                            + whose
                            + " may spend $"
                            + Dollars.print(limit)
                            + switch (window) {
                                case DAY -> " per day (UTC)";
                                case MONTH -> " per month (UTC)";
                                case TOTAL -> " in total";
                            };
            return window == Window.TOTAL
                    ? spent + ". Its owner can raise the budget."
                    : spent
                            + ". It begins anew in "
                            + Math.max(1, pause.plusMillis(999).toSeconds())
                            + " s.";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return window == Window.TOTAL ? Optional.empty() : Optional.of(pause);
        }
    }

    record UnknownPath(String method, String path) implements CallerFault {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String metric() {
            return "unknown_path";
        }

        @Override
        public String message() {
            return "Unknown request URL: " + method + " " + path + ".";
        }
    }

    record MethodNotAllowed(String method, String path, String allowed) implements CallerFault {
        @Override
        public int status() {
            return 405;
        }

        @Override
        public String metric() {
            return "method_not_allowed";
        }

        @Override
        public String message() {
            return "Not allowed to " + method + " on " + path + "; use " + allowed + ".";
        }
    }

    record UnknownModel(String model) implements CallerFault {
        @Override
        public int status() {
            return 404;
        }

        @Override
        public String metric() {
            return "unknown_model";
        }

        @Override
        public String message() {
            return "The model '"
                    + model
                    + "' does not exist here. GET /v1/models lists those that do.";
        }
    }

    record BodyTooLarge(long limit) implements CallerFault {
        @Override
        public int status() {
            return 413;
        }

        @Override
        public String metric() {
            return "body_too_large";
        }

        @Override
        public String message() {
            return "The request body is larger than the " + limit + " bytes that this relay takes.";
        }
    }

    /// The body did not arrive in the time that is granted for it.
    record BodyTooSlow() implements CallerFault {
        @Override
        public int status() {
            return 408;
        }

        @Override
        public String metric() {
            return "body_too_slow";
        }

        @Override
        public String message() {
            return "The request body did not arrive in time.";
        }
    }

    /// The body came in a content coding that nobody here can undo.
    ///
    /// @param coding as the client named it
    /// @param accepted those that are taken, as `accept-encoding` lists them
    record CodingUnknown(String coding, String accepted) implements CallerFault {
        @Override
        public int status() {
            return 415;
        }

        @Override
        public String metric() {
            return "coding_unknown";
        }

        @Override
        public String message() {
            return "The content coding '" + coding + "' is not known here. Use " + accepted + ".";
        }
    }

    /// The body is not what the endpoint takes.
    ///
    /// @param field the offending field; empty when it is the body as a whole
    record Malformed(String message, String field) implements CallerFault {
        @Override
        public int status() {
            return 400;
        }

        @Override
        public String metric() {
            return "malformed_request";
        }
    }

    record LimitReached(Scope scope, Measure measure, long limit, Duration pause)
            implements CallerFault {
        @Override
        public int status() {
            return 429;
        }

        @Override
        public String metric() {
            return "limit_"
                    + scope.name().toLowerCase(Locale.ROOT)
                    + "_"
                    + measure.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String message() {
            String whose = scope == Scope.KEY ? "this API key" : "this account";
            String what =
                    switch (measure) {
                        case REQUESTS_PER_MINUTE -> " requests per minute";
                        case TOKENS_PER_MINUTE -> " tokens per minute";
                        case CONCURRENCY -> " requests at the same time";
                    };
            return "Limit reached: "
                    + whose
                    + " may use "
                    + limit
                    + what
                    + ". Try again in "
                    + Math.max(1, pause.plusMillis(999).toSeconds())
                    + " s.";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }
    }
}
