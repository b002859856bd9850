package dev.airelay.coding;

import java.io.IOException;

/// A coded body holds more than is read of one.
public final class DecodedTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    DecodedTooLargeException() {
        super("a coded body beyond its bounds");
    }
}
