package dev.airelay.platform.time;

import dev.airelay.time.Alarms;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Alarms that one thread watches, and that ring on virtual threads. The watcher starts with the
/// first. Make a new one after a snapshot was restored. Safe for use by many threads.
public final class ThreadAlarms implements Alarms, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ThreadAlarms.class.getName());

    private final ScheduledThreadPoolExecutor executor;

    public ThreadAlarms() {
        executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("alarms").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// @throws java.util.concurrent.RejectedExecutionException when these alarms are closed
    @Override
    public Alarm after(Duration wait, Runnable ring) {
        var set =
                executor.schedule(
                        () -> Thread.ofVirtual().start(() -> ring(ring)),
                        saturated(wait),
                        TimeUnit.NANOSECONDS);
        return () -> set.cancel(false);
    }

    private static void ring(Runnable ring) {
        try {
            ring.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an alarm failed", e);
        }
    }

    private static long saturated(Duration wait) {
        return wait.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
                ? Long.MAX_VALUE
                : wait.toNanos();
    }

    /// Calls everything off.
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
