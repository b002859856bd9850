package dev.airelay.bench.failures.upstream;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// One call of a gateway. It ends when the upstream is done with it, or before that when the
/// gateway closes the connection. Safe for use by many threads.
public final class Visit {
    private enum By {
        NOBODY,
        UPSTREAM,
        GATEWAY
    }

    private record End(By by, long nanos) {}

    private static final End NOT_YET = new End(By.NOBODY, 0);

    private final Role role;
    private final int number;
    private final long startedNanos;
    private final AtomicReference<End> end = new AtomicReference<>(NOT_YET);
    private final CountDownLatch over = new CountDownLatch(1);

    Visit(Role role, int number, long startedNanos) {
        this.role = role;
        this.number = number;
        this.startedNanos = startedNanos;
    }

    public Role role() {
        return role;
    }

    /// Of the calls to this role, from 1.
    public int number() {
        return number;
    }

    /// The reading of [System#nanoTime] when the request was here.
    public long startedNanos() {
        return startedNanos;
    }

    void answered() {
        over(By.UPSTREAM);
    }

    void abandoned() {
        over(By.GATEWAY);
    }

    private void over(By by) {
        end.compareAndSet(NOT_YET, new End(by, System.nanoTime()));
        over.countDown();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /// When the gateway closed the connection before the answer's end; empty when it did not.
    public OptionalLong abandonedNanos() {
        End known = end.get();
        return known.by() == By.GATEWAY ? OptionalLong.of(known.nanos()) : OptionalLong.empty();
    }

    /// Waits for the end, whoever's it is.
    ///
    /// @return whether it came in time
    public boolean awaitEnd(Duration most) throws InterruptedException {
        return over.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }
}
