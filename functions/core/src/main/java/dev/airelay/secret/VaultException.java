package dev.airelay.secret;

/// A secret could not be sealed or opened. The message never holds the secret.
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VaultException(String message, Throwable cause) {
        super(message, cause);
    }
}
