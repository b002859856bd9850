package dev.airelay.local.server;

/// A request that is refused before anybody looks at what it wants, because where it ends, or whom
/// it is for, cannot be told for sure. Its connection cannot be used again.
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param reason for the client; it quotes nothing of the request
    RefusedException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    static RefusedException malformed(String reason) {
        return new RefusedException(400, reason);
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
