package dev.airelay.bench.linux;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/// A limit by signals, where no control group can be made: the process is stopped when it has used
/// its quota, and goes on in the next period. It is looked at four times a millisecond, so it may
/// take that much too much on each core, which the next period makes up for.
final class DutyCycle implements CpuLimit {
    private static final long BETWEEN_LOOKS = 250_000;

    private final long pid;
    private final Standstill process;
    private final Quota quota;
    private final Thread watch;
    private boolean running = true;
    private boolean allowed = true;
    private volatile boolean closed;

    private DutyCycle(long pid, double cores) {
        this.pid = pid;
        this.process = new Standstill(pid);
        this.quota = new Quota(PERIOD.toNanos(), cores, System.nanoTime(), Posix.cpuNanos(pid));
        this.watch = Thread.ofPlatform().daemon().name("duty-cycle").unstarted(this::watch);
    }

    static DutyCycle around(long pid, double cores) {
        var limit = new DutyCycle(pid, cores);
        limit.watch.start();
        return limit;
    }

    @Override
    public String how() {
        return "limited by stopping it (SIGSTOP, periods of "
                + PERIOD.toMillis()
                + " ms); no control group can be made here";
    }

    @Override
    public void stop() throws IOException {
        synchronized (this) {
            running = false;
        }
        process.stop();
    }

    @Override
    public synchronized void resume() {
        running = true;
        if (allowed) {
            process.resume();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            look();
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        look(true);
    }

    private void look() {
        look(quota.allows(System.nanoTime(), Posix.cpuNanos(pid)));
    }

    private synchronized void look(boolean allows) {
        if (running && allows != allowed) {
            Posix.signal(pid, allows ? Posix.SIGCONT : Posix.SIGSTOP);
        }
        allowed = allows;
    }
}
