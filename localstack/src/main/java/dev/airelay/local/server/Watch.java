package dev.airelay.local.server;

import dev.airelay.http.Cancellation;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Cuts the cancellations of what a door serves: for their deadline, when their client leaves, and
/// when the door is closed. A cut exchange has its last words, after which its connection is
/// closed.
///
/// Safe for use by many threads.
final class Watch implements AutoCloseable {
    private final DoorSettings.Times times;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Cancellation> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    Watch(DoorSettings.Times times, InstantSource clock) {
        this.times = times;
        this.clock = clock;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("door-timer").factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    InstantSource clock() {
        return clock;
    }

    boolean closing() {
        return closing;
    }

    /// Watches over one exchange until its turn ends.
    Turn begin(Wire wire) {
        var turn = new Turn(wire);
        open.add(turn.cancellation());
        if (closing) {
            turn.cancellation().cancel(Cancellation.Reason.SHUTDOWN);
        }
        return turn;
    }

    /// Cuts everything; what begins later is cut at once.
    void cutAll() {
        closing = true;
        open.forEach(cancellation -> cancellation.cancel(Cancellation.Reason.SHUTDOWN));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// One exchange on a connection.
    final class Turn {
        private final Wire wire;
        private final Cancellation cancellation;
        private final Future<?> deadline;
        private volatile @Nullable Future<?> watching;
        private volatile @Nullable Future<?> silencing;
        private volatile boolean over;
        private volatile Runnable leaving = () -> {};

        private Turn(Wire wire) {
            this.wire = wire;
            this.cancellation = new Cancellation(clock.instant().plus(times.allowed()));
            var _ = cancellation.onCancel(this::expireSoon);
            this.deadline =
                    timer.schedule(
                            () -> cancellation.cancel(Cancellation.Reason.DEADLINE),
                            times.allowed().minus(times.lastWords()).toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        Cancellation cancellation() {
            return cancellation;
        }

        /// @param action runs when the client has left, before the cancellation is cut
        void onLeaving(Runnable action) {
            leaving = action;
        }

        /// Nothing of the request is to come any more: from now on its client is watched.
        void received() {
            wire.watchable(this::left);
            watching =
                    timer.schedule(
                            wire::watch, times.unwatched().toMillis(), TimeUnit.MILLISECONDS);
        }

        private void left() {
            leaving.run();
            cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
        }

        private void expireSoon() {
            silencing =
                    timer.schedule(
                            () -> {
                                if (!over) {
                                    wire.close();
                                }
                            },
                            times.lastWords().toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        void end() {
            over = true;
            wire.unwatchable();
            deadline.cancel(false);
            cancel(watching);
            cancel(silencing);
            open.remove(cancellation);
        }

        private static void cancel(@Nullable Future<?> task) {
            if (task != null) {
                task.cancel(false);
            }
        }
    }
}
