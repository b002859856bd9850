package dev.airelay.coding;

import java.io.IOException;

/// The bytes are not what their content coding says.
public final class CorruptBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptBodyException(String message) {
        super(message);
    }

    CorruptBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
