package dev.airelay.local.server;

import java.io.IOException;

/// The port that a door was to open cannot be had, mostly because another process listens on it.
public final class PortUnavailableException extends IOException {
    private static final long serialVersionUID = 1;

    private final int port;

    PortUnavailableException(int port, Throwable cause) {
        super("Port " + port + " cannot be used: " + cause.getMessage(), cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
