package dev.airelay.platform.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// One exchange's hold on its connection.
///
/// Whoever ends it first (the end of the body, a failure, a cut, patience) decides what becomes of
/// the connection, and everybody after that has no say: a cut that comes late cannot hit a
/// connection that serves another call by then.
final class Claim {
    private enum Head {
        AWAITED,
        ARRIVED,
        LATE
    }

    private final Connection connection;
    private final Connections connections;
    private final AtomicReference<Head> head = new AtomicReference<>(Head.AWAITED);
    private final AtomicBoolean over = new AtomicBoolean();

    Claim(Connection connection, Connections connections) {
        this.connection = connection;
        this.connections = connections;
    }

    /// To be used by the exchange only, and only until it ends the claim itself.
    Connection connection() {
        return connection;
    }

    /// Patience is over: closes the connection, unless the head arrived in time.
    void expire() {
        if (head.compareAndSet(Head.AWAITED, Head.LATE)) {
            drop();
        }
    }

    /// Says that the head is there.
    ///
    /// @return whether it came in time
    boolean arrived() {
        return head.compareAndSet(Head.AWAITED, Head.ARRIVED);
    }

    boolean expired() {
        return head.get() == Head.LATE;
    }

    /// Closes the connection at once.
    void drop() {
        if (over.compareAndSet(false, true)) {
            connections.drop(connection);
        }
    }

    /// Gives the connection back after a whole answer.
    void release() {
        if (over.compareAndSet(false, true)) {
            if (connection.rest().isZero()) {
                connections.drop(connection);
            } else {
                connections.keep(connection);
            }
        }
    }
}
