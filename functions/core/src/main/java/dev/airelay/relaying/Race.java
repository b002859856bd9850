package dev.airelay.relaying;

import dev.airelay.failure.Failure.Again;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Lifeline.Cut;
import dev.airelay.time.Alarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Two pursuits of one request: the second starts when the first has opened nothing for a while,
/// and the first to open something wins. The other is cut off and closes what it has. One use.
final class Race {
    private final Lifeline whole;
    private final Line line;
    private final Function<Lifeline, Optional<Opened>> pursuit;
    private final List<Lifeline> parts = new ArrayList<>(2);
    private final List<Thread> runners = new ArrayList<>(2);
    private int running;
    private boolean decided;
    private Optional<Opened> won = Optional.empty();
    private Optional<RuntimeException> lost = Optional.empty();

    /// @param pursuit of what is left of the line, on a lifeline of its own
    Race(Lifeline whole, Line line, Function<Lifeline, Optional<Opened>> pursuit) {
        this.whole = whole;
        this.line = line;
        this.pursuit = pursuit;
    }

    /// @param hedgeAfter when the second one starts
    /// @return as [Pursuit#run()], and throws as that does
    Optional<Opened> run(Alarms alarms, Duration hedgeAfter) {
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
        if (!decided && !line.isEmpty()) {
            start();
        }
    }

    private synchronized void start() {
        Lifeline part = whole.branch().lifeline();
        parts.add(part);
        running++;
        runners.add(Thread.ofVirtual().start(() -> pursue(part)));
    }

    private void pursue(Lifeline part) {
        Optional<Opened> opened = Optional.empty();
        Optional<RuntimeException> failed =
                Optional.of(new IllegalStateException("a pursuit ended without a result"));
        try {
            opened = pursuit.apply(part);
            failed = Optional.empty();
        } catch (RuntimeException e) {
            failed = Optional.of(e);
        } finally {
            if (!finish(part, opened, failed)) {
                opened.ifPresent(Opened::close);
            }
        }
    }

    /// @return whether this one won
    private synchronized boolean finish(
            Lifeline part, Optional<Opened> opened, Optional<RuntimeException> failed) {
        running--;
        if (decided) {
            return false;
        }
        won = opened;
        lost = lost.filter(_ -> lacksModel(failed)).or(() -> failed).or(() -> lost);
        decided = opened.isPresent() || failed.map(Race::isFinal).orElse(false) || running == 0;
        if (decided) {
            parts.stream().filter(other -> other != part).forEach(other -> other.cut(Cut.OUTRUN));
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

    private synchronized Optional<Opened> await() {
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
