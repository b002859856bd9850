package dev.airelay.failure;

/// Someone else changed the record between our read and our write; read it again and decide anew.
public final class StaleRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleRecordException(String message) {
        super(message);
    }
}
