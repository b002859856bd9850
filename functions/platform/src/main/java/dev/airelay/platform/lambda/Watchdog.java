package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Keeps an invocation from running into its deadline, which would reset the environment and show
/// the client nothing but a torn stream.
///
/// It acts twice: cuts the exchange while there is time for an in-band error, and severs the
/// response when the client has still not read it. Its timer must not live through a snapshot
/// (`System.nanoTime` may jump), so it is made after the restore.
final class Watchdog implements AutoCloseable {
    static final Duration CUT_BEFORE = Duration.ofMillis(1500);
    static final Duration SEVER_BEFORE = Duration.ofMillis(250);

    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer;

    Watchdog(InstantSource clock) {
        this.clock = clock;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("deadline watchdog").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /// Watches one exchange until the result is closed.
    ///
    /// @param sever must not block
    Watch watch(Cancellation cancellation, Runnable sever) {
        // Listeners of the cut belong to others: on their own thread they cannot delay the
        // severing.
        var cancelled =
                schedule(
                        cancellation,
                        CUT_BEFORE,
                        () ->
                                Thread.startVirtualThread(
                                        () -> cancellation.cancel(Cancellation.Reason.DEADLINE)));
        var severed = schedule(cancellation, SEVER_BEFORE, sever);
        return () -> {
            cancelled.cancel(false);
            severed.cancel(false);
        };
    }

    private ScheduledFuture<?> schedule(
            Cancellation cancellation, Duration before, Runnable action) {
        return timer.schedule(
                action,
                delay(clock.instant(), cancellation.deadline(), before).toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /// How long to wait now in order to act `before` a deadline; zero when that moment has passed.
    static Duration delay(Instant now, Instant deadline, Duration before) {
        var delay = Duration.between(now, deadline).minus(before);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// The watch over one exchange.
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
