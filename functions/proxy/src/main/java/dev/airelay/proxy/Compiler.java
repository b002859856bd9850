package dev.airelay.proxy;

import java.time.Duration;

/// The JVM's own compiler, which goes on behind a program's back.
final class Compiler {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /// Two ticks of the clock by which the kernel tells the time that a process has used.
    private static final Duration NOTHING = Duration.ofMillis(20);

    private Compiler() {}

    /// Waits until the process has nothing left to do, which is then true of the compiler too: what
    /// it has begun shall be part of a snapshot. To be called by the only thread that works.
    ///
    /// @param most to wait
    static void awaitQuiet(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        Duration before = Duration.ZERO;
        Duration used = used();
        while (used.minus(before).compareTo(NOTHING) > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN);
            before = used;
            used = used();
        }
    }

    /// Processor time of this process so far; no progress where the system does not tell.
    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
