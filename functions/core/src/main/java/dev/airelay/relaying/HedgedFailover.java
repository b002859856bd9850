package dev.airelay.relaying;

import dev.airelay.failure.Failure.Again;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Cancellation.Reason;
import dev.airelay.time.Alarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Two failovers of one request: the second starts when the first has opened nothing for a while,
/// and the first to open something wins. The other is cut off and closes what it has. One use.
final class HedgedFailover {
    private final Cancellation whole;
    private final CandidateQueue queue;
    private final Function<Cancellation, Optional<OpenAnswer>> failover;
    private final List<Cancellation> parts = new ArrayList<>(2);
    private final List<Thread> runners = new ArrayList<>(2);
    private int running;
    private boolean decided;
    private Optional<OpenAnswer> won = Optional.empty();
    private Optional<RuntimeException> lost = Optional.empty();

    /// @param failover of what is left of the queue, on a cancellation of its own
    HedgedFailover(
            Cancellation whole,
            CandidateQueue queue,
            Function<Cancellation, Optional<OpenAnswer>> failover) {
        this.whole = whole;
        this.queue = queue;
        this.failover = failover;
    }

    /// @param hedgeAfter when the second one starts
    /// @return as [Failover#run()], and throws as that does
    Optional<OpenAnswer> run(Alarms alarms, Duration hedgeAfter) {
        try (var _ = alarms.after(hedgeAfter, this::hedge)) {
            start();
            return await();
        }
    }

    /// Waits until whoever lost has closed everything.
    void awaitLosers() {
        List<Thread> all;
        synchronized (this) {
            all = List.copyOf(runners);
        }
        for (Thread runner : all) {
            try {
                runner.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void hedge() {
        if (!decided && !queue.isEmpty()) {
            start();
        }
    }

    private synchronized void start() {
        Cancellation own = whole.child().cancellation();
        parts.add(own);
        running++;
        runners.add(Thread.ofVirtual().start(() -> failover(own)));
    }

    private void failover(Cancellation own) {
        Optional<OpenAnswer> opened = Optional.empty();
        Optional<RuntimeException> failed =
                Optional.of(new IllegalStateException("a failover ended without a result"));
        try {
            opened = failover.apply(own);
            failed = Optional.empty();
        } catch (RuntimeException e) {
            failed = Optional.of(e);
        } finally {
            if (!finish(own, opened, failed)) {
                opened.ifPresent(OpenAnswer::close);
            }
        }
    }

    /// @return whether this one won
    private synchronized boolean finish(
            Cancellation own, Optional<OpenAnswer> opened, Optional<RuntimeException> failed) {
        running--;
        if (decided) {
            return false;
        }
        won = opened;
        lost = lost.filter(_ -> lacksModel(failed)).or(() -> failed).or(() -> lost);
        decided =
                opened.isPresent()
                        || failed.map(HedgedFailover::isFinal).orElse(false)
                        || running == 0;
        if (decided) {
            parts.stream()
                    .filter(other -> other != own)
                    .forEach(other -> other.cancel(Reason.OUTRUN));
            notifyAll();
        }
        return opened.isPresent();
    }

    private static boolean lacksModel(Optional<RuntimeException> failed) {
        return failed.filter(e ->
                        e instanceof RelayException known
                                && known.failure() instanceof UpstreamLacksModel)
                .isPresent();
    }

    private static boolean isFinal(RuntimeException failed) {
        return !(failed instanceof RelayException e) || e.failure().again() == Again.NOWHERE;
    }

    private synchronized Optional<OpenAnswer> await() {
        while (!decided) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RelayException(new RelayFault.Stopping(), e);
            }
        }
        if (won.isEmpty() && lost.isPresent()) {
            throw lost.get();
        }
        return won;
    }
}
