package dev.airelay.json;

/// The bytes are not the JSON object that was expected. The message may be shown to whoever sent
/// them.
public final class NotJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotJsonException(String message) {
        super(message);
    }

    /// The message, which is never absent.
    public String explanation() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
