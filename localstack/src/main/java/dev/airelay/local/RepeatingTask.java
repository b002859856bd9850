package dev.airelay.local;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stands in for a schedule: does something again and again, on a thread of its own, until it is
/// closed. What fails is logged and done again next time.
final class RepeatingTask implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RepeatingTask.class.getName());

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread running;

    private RepeatingTask(Duration every, Runnable task) {
        running = Thread.ofVirtual().name("schedule").unstarted(() -> run(every, task));
    }

    /// @param every the pause before each run
    static RepeatingTask start(Duration every, Runnable task) {
        var repeating = new RepeatingTask(every, task);
        repeating.running.start();
        return repeating;
    }

    private void run(Duration every, Runnable task) {
        try {
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a scheduled run failed; the next one makes up for it", e);
        }
    }

    /// Waits for the run in hand.
    @Override
    public void close() {
        closing.countDown();
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
