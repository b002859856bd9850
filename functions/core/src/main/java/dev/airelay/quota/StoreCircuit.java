package dev.airelay.quota;

import dev.airelay.failure.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Keeps calls away from something that does not answer, so that its outage does not cost every
/// call a timeout. Safe for many threads.
///
/// Closed, it lets every call through. After so many failures without a success between them it is
/// open, and lets one call through each cool-down; the first success closes it again. Only a
/// [StoreException] is a failure. A clock that jumps ahead lets one call through too early, one
/// that jumps back keeps calls away for as long as it jumped.
public final class StoreCircuit {
    /// Three failures, so that a single lost packet does not switch; five seconds.
    public static final int USUAL_FAILURES = 3;

    public static final Duration USUAL_COOL_DOWN = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(StoreCircuit.class.getName());
    private static final State CLOSED = new State(0, Instant.MIN);

    /// @param failures since the last success
    /// @param retryAt when the next call may try it, once it is open
    private record State(int failures, Instant retryAt) {}

    private final int failures;
    private final Duration coolDown;
    private final InstantSource clock;
    private final AtomicReference<State> state = new AtomicReference<>(CLOSED);

    /// @param failures that open it, one or more
    /// @param coolDown between two calls that try it
    public StoreCircuit(int failures, Duration coolDown, InstantSource clock) {
        this.failures = failures;
        this.coolDown = coolDown;
        this.clock = clock;
    }

    /// As many failures and as long a cool-down as is usual.
    public StoreCircuit(InstantSource clock) {
        this(USUAL_FAILURES, USUAL_COOL_DOWN, clock);
    }

    /// Whether calls are kept away now, but for one each cool-down.
    public boolean isOpen() {
        return isOpen(state.get());
    }

    private boolean isOpen(State now) {
        return now.failures >= failures;
    }

    /// @param what names the call in the log, should it fail
    /// @return empty when the call was kept away, or failed with a [StoreException]
    <T> Optional<T> attempt(String what, Supplier<T> call) {
        if (!letsThrough()) {
            return Optional.empty();
        }
        try {
            T result = call.get();
            close();
            return Optional.of(result);
        } catch (StoreException e) {
            State after = state.updateAndGet(this::failed);
            LOG.log(
                    Level.WARNING,
                    what + " failed" + (isOpen(after) ? "; kept away for " + coolDown : ""),
                    e);
            return Optional.empty();
        }
    }

    private State failed(State before) {
        return new State(before.failures + 1, clock.instant().plus(coolDown));
    }

    /// While it is open, whoever is let through moves the moment of the next, so that there is one
    /// at a time even if it never returns.
    private boolean letsThrough() {
        State now = state.get();
        if (!isOpen(now)) {
            return true;
        }
        Instant instant = clock.instant();
        return !instant.isBefore(now.retryAt)
                && state.compareAndSet(now, new State(now.failures, instant.plus(coolDown)));
    }

    private void close() {
        State before = state.get();
        if (before.failures > 0 && state.getAndSet(CLOSED).failures >= failures) {
            LOG.log(Level.INFO, "it answers again");
        }
    }
}
