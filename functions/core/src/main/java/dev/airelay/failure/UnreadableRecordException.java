package dev.airelay.failure;

/// A stored record of which this version cannot make sense, such as one of a kind that only a newer
/// version knows. Trying again does not help until that version reads it.
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
