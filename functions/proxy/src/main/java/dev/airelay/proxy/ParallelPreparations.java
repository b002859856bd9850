package dev.airelay.proxy;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Preparations that are made beside each other, and that everybody can do without: what fails, or
/// is not there in time, is only logged. Used by one thread.
final class ParallelPreparations implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ParallelPreparations.class.getName());

    /// @param what for the log
    record Preparation<T>(String what, Future<T> outcome) {}

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Preparation<?>> open = new ArrayList<>();
    private final long end;

    /// @param patience for all of them together, from now on
    ParallelPreparations(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    <T> Preparation<T> begin(String what, Callable<T> work) {
        var begun = new Preparation<>(what, threads.submit(work));
        open.add(begun);
        return begun;
    }

    /// Waits for one of them.
    ///
    /// @return empty when it failed or is late
    <T> Optional<T> await(Preparation<T> one) {
        open.remove(one);
        try {
            return Optional.of(one.outcome.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, one.what + ": not ready, and left to who needs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /// Waits for those that are left, and interrupts what is late.
    @Override
    public void close() {
        while (!open.isEmpty()) {
            var _ = await(open.getFirst());
        }
        threads.shutdownNow();
    }
}
