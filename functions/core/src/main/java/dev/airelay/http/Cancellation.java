package dev.airelay.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long an exchange may live, and the news that it must stop now.
///
/// The edge cuts it; whoever holds something open for the exchange (an upstream connection)
/// registers to be told and closes it. The first cut wins, later ones change nothing. Safe for use
/// by many threads; lives as long as its exchange.
public final class Cancellation {
    /// Why an exchange must stop.
    public enum Reason {
        /// The time that the platform or the operator allows is nearly used up.
        DEADLINE,
        /// The client closed its side.
        CLIENT_GONE,
        /// The process is stopping.
        SHUTDOWN,
        /// Of a part of an exchange: its upstream has said nothing for too long.
        SILENCE,
        /// Of a part of an exchange: its upstream has taken too long altogether.
        OVERTIME,
        /// Of a part of an exchange: another part was faster.
        OUTRUN
    }

    private final Instant deadline;
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Reason reason;

    public Cancellation(Instant deadline) {
        this.deadline = deadline;
    }

    /// The moment by which the answer must have ended, in wall-clock time.
    public Instant deadline() {
        return deadline;
    }

    /// Why this exchange was cut; empty while it may go on.
    public synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /// Stops the exchange: runs each listener once, on the calling thread.
    public void cancel(Reason why) {
        List<Runnable> toRun;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            toRun = List.copyOf(listeners);
            listeners.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /// Has `listener` run when the exchange is cut; at once when it already is. Listeners must not
    /// throw or block.
    ///
    /// @return takes the listener back when closed; closing again changes nothing
    public Registration onCancel(Runnable listener) {
        synchronized (this) {
            if (reason == null) {
                listeners.add(listener);
                return () -> forget(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    /// A cancellation for a part of this exchange: cut with it, or by itself.
    public Child child() {
        var part = new Cancellation(deadline);
        return new Child(part, onCancel(() -> part.cancel(reason().orElseThrow())));
    }

    /// A part of an exchange, until it is closed.
    public static final class Child implements AutoCloseable {
        private final Cancellation part;
        private final Registration place;

        private Child(Cancellation part, Registration place) {
            this.part = part;
            this.place = place;
        }

        public Cancellation cancellation() {
            return part;
        }

        /// Lets go of the whole; nothing is cut by it.
        @Override
        public void close() {
            place.close();
        }
    }

    private synchronized void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /// A listener's place in the list.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
