package dev.airelay.platform.http;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One exchange's hold on its connection.
///
/// Whoever ends it first (the end of the body, a failure, a cut, patience) decides what becomes of
/// the connection, and everybody after that has no say: a cut that comes late cannot hit a
/// connection that serves another call by then.
final class Claim {
    private final Connections connections;
    private final AtomicReference<@Nullable Connection> held;

    Claim(Connection connection, Connections connections) {
        this.connections = connections;
        held = new AtomicReference<>(connection);
    }

    /// Closes the connection at once.
    void drop() {
        Connection connection = held.getAndSet(null);
        if (connection != null) {
            connections.drop(connection);
        }
    }

    /// Gives the connection back after a whole answer.
    void release() {
        Connection connection = held.getAndSet(null);
        if (connection == null) {
            return;
        }
        if (connection.rest().isZero()) {
            connections.drop(connection);
        } else {
            connections.keep(connection);
        }
    }
}
