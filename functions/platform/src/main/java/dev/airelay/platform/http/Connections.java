package dev.airelay.platform.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The open connections of one client; those at rest wait here for their next call, the one used
/// last is taken first.
///
/// There is no upper limit and so no queue: admission bounds how many calls run at once. Age is
/// told by the wall clock, which goes on while the environment is frozen. Safe for use by many
/// threads.
final class Connections implements AutoCloseable {
    private static final int MOST_IDLE = 64;

    private final InstantSource clock;
    private final Set<Connection> open = new HashSet<>();
    private final Map<Origin, Deque<Connection>> idle = new HashMap<>();
    private boolean closed;

    Connections(InstantSource clock) {
        this.clock = clock;
    }

    /// Takes a connection that is at rest and alive; null when there is none.
    @Nullable Connection take(Origin origin) {
        for (; ; ) {
            Connection connection = pollFirst(origin);
            if (connection == null
                    || (!connection.expired(clock.instant()) && connection.alive())) {
                return connection;
            }
            drop(connection);
        }
    }

    private synchronized @Nullable Connection pollFirst(Origin origin) {
        Deque<Connection> resting = idle.get(origin);
        return resting == null ? null : resting.pollFirst();
    }

    /// Takes note of a new connection, in use.
    ///
    /// @throws IllegalStateException when the client was closed meanwhile; the connection is too
    synchronized void add(Connection connection) {
        if (closed) {
            connection.abort();
            throw new IllegalStateException("the client is closed");
        }
        open.add(connection);
    }

    /// Puts a connection to rest, as long as it may.
    void keep(Connection connection) {
        Instant now = clock.instant();
        connection.restFrom(now);
        addFirst(connection, now).forEach(this::drop);
    }

    /// Returns those that must give way.
    private synchronized List<Connection> addFirst(Connection connection, Instant now) {
        if (closed) {
            return List.of(connection);
        }
        var resting = idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
        resting.addFirst(connection);
        var surplus = new ArrayList<Connection>();
        while (resting.size() > MOST_IDLE
                || (!resting.isEmpty() && resting.getLast().expired(now))) {
            surplus.add(resting.removeLast());
        }
        return surplus;
    }

    /// Closes a connection that is in use, at once.
    void drop(Connection connection) {
        synchronized (this) {
            open.remove(connection);
        }
        connection.abort();
    }

    synchronized int open() {
        return open.size();
    }

    synchronized int idle() {
        return idle.values().stream().mapToInt(Deque::size).sum();
    }

    /// Closes all of them, those in use too.
    @Override
    public void close() {
        List<Connection> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(open);
            open.clear();
            idle.clear();
        }
        all.forEach(Connection::abort);
    }
}
