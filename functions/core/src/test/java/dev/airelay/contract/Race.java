package dev.airelay.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/// Runs the same thing in many threads at the same moment.
public final class Race {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Race() {}

    /// Starts one virtual thread a runner, lets them go at once and returns what each brought back,
    /// in the order of their numbers.
    ///
    /// @param runner what the runner with this number, from zero, does
    public static <T> List<T> run(int runners, IntFunction<Callable<T>> runner) throws Exception {
        var ready = new CountDownLatch(runners);
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < runners; i++) {
                Callable<T> task = runner.apply(i);
                futures.add(
                        threads.submit(() -> {
                            ready.countDown();
                            go.await();
                            return task.call();
                        }));
            }
            ready.await();
            go.countDown();
            return results(futures);
        }
    }

    private static <T> List<T> results(List<Future<T>> futures)
            throws InterruptedException, ExecutionException, TimeoutException {
        var results = new ArrayList<T>();
        for (Future<T> future : futures) {
            results.add(future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
        return results;
    }
}
