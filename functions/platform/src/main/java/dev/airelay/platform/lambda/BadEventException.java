package dev.airelay.platform.lambda;

/// An event that is no function-URL request: malformed JSON, or a direct test invocation.
public final class BadEventException extends Exception {
    /// @param message safe to show to the caller and to log: it quotes nothing of the event
    BadEventException(String message) {
        super(message);
    }
}
