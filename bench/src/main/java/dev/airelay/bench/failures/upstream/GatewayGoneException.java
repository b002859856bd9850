package dev.airelay.bench.failures.upstream;

import java.io.IOException;

/// The gateway closed the connection before its answer was complete.
final class GatewayGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    GatewayGoneException() {
        super("the gateway has gone");
    }
}
