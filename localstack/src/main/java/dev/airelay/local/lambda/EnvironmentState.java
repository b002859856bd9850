package dev.airelay.local.lambda;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where one environment stands in its life, and who waits for what comes next.
///
/// Both sides drive it: the runtime through the Runtime API, the pool through its environment. Safe
/// for many threads.
final class EnvironmentState {
    /// In order of life; from RESPONDED the way leads back to READY.
    enum Phase {
        INITIALISING,
        /// The runtime blocks in `restore/next`; in the cloud the snapshot is taken now.
        SNAPSHOT,
        RESTORING,
        /// The runtime blocks in `next`.
        READY,
        INVOKED,
        RESPONDING,
        RESPONDED,
        ENDED
    }

    private Phase phase = Phase.INITIALISING;
    private @Nullable Invocation invocation;
    private @Nullable FunctionFailure failure;

    synchronized Phase phase() {
        return phase;
    }

    /// Steps on when the present phase is one of `from`; returns whether it was.
    synchronized boolean step(Set<Phase> from, Phase to) {
        if (!from.contains(phase)) {
            return false;
        }
        phase = to;
        notifyAll();
        return true;
    }

    /// Gives a ready runtime its next event.
    synchronized void invoke(Invocation next) throws FunctionFailure {
        if (phase != Phase.READY) {
            throw failure != null
                    ? failure
                    : new FunctionFailure("Runtime.Unavailable", "not ready but " + phase);
        }
        invocation = next;
        phase = Phase.INVOKED;
        notifyAll();
    }

    /// Ends this life; the first reason stays. The invocation that was under way fails with it.
    synchronized void end(FunctionFailure why) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (invocation != null) {
            invocation.fail(why.type());
        }
        failure = why;
        phase = Phase.ENDED;
        notifyAll();
    }

    /// The event that the runtime works on.
    synchronized Invocation current() {
        if (invocation == null) {
            throw new IllegalStateException("Nothing was invoked yet");
        }
        return invocation;
    }

    /// Waits without a limit; returns the phase that was reached, which may be ENDED.
    synchronized Phase await(Phase wanted) throws InterruptedException {
        while (phase != wanted && phase != Phase.ENDED) {
            wait();
        }
        return phase;
    }

    /// Waits until one of these phases is reached.
    ///
    /// @throws FunctionFailure the reason when the life ends before that, or `late` when the time
    ///   passes
    synchronized void await(EnumSet<Phase> wanted, Duration limit, FunctionFailure late)
            throws FunctionFailure, InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (!wanted.contains(phase)) {
            if (failure != null) {
                throw failure;
            }
            var left = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (left <= 0) {
                throw late;
            }
            wait(left);
        }
    }
}
