package dev.airelay.platform.lambda;

/// An event that is no function-URL request: malformed JSON, or a direct test invocation.
public final class BadEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean readable;

    private BadEventException(String message, boolean readable) {
        super(message);
        this.readable = readable;
    }

    /// An event that was read and asks for nothing.
    ///
    /// @param message safe to show to the caller and to log: it quotes nothing of the event
    BadEventException(String message) {
        this(message, true);
    }

    /// What is no event at all.
    ///
    /// @param message likewise
    static BadEventException unreadable(String message) {
        return new BadEventException(message, false);
    }

    /// Whether it was an event, if not one of a request.
    boolean readable() {
        return readable;
    }
}
