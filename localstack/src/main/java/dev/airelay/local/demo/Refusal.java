package dev.airelay.local.demo;

/// A request that the demo upstream does not take; each provider has its own shape for it.
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /// What is wrong, under the words that the providers have for it.
    enum Kind {
        BAD_REQUEST(400),
        NO_KEY(401),
        NOT_FOUND(404),
        WRONG_METHOD(405);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String reason;

    Refusal(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
        this.reason = reason;
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return reason;
    }
}
