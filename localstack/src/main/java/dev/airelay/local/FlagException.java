package dev.airelay.local;

/// The command line cannot be understood; the message says what to write instead.
public final class FlagException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FlagException(String message) {
        super(message);
    }
}
