package dev.airelay.local.engines;

/// A refusal that clients see as a typed exception.
final class AwsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String reason;

    /// @param type the name of the error's shape, such as `ResourceNotFoundException`
    AwsException(String type, String message) {
        super(message);
        this.type = type;
        this.reason = message;
    }

    String type() {
        return type;
    }

    String reason() {
        return reason;
    }
}
