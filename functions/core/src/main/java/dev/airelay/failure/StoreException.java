package dev.airelay.failure;

/// A store (DynamoDB, Redis, KMS, Secrets Manager) did not answer, or answered that it cannot.
/// Worth trying again later.
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
