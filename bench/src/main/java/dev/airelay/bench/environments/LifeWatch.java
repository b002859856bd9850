package dev.airelay.bench.environments;

import dev.airelay.bench.Medians;
import dev.airelay.bench.linux.CpuLimit;
import dev.airelay.bench.linux.CpuTime;
import dev.airelay.bench.linux.Memory;
import dev.airelay.local.lambda.EnvironmentWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Reads the clocks of one environment each time that it has come to rest, and keeps it frozen from
/// then on until it is resumed, as Lambda does: what its compiler threads still had to do falls to
/// the next request.
///
/// The limit begins with the restore: initialisation happens once a version, when it is published.
final class LifeWatch implements EnvironmentWatch, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int FREEZES = 21;
    private static final long BRIEFLY = 1_000_000;

    private final Setting setting;
    private final BlockingQueue<Rest> rests = new LinkedBlockingQueue<>();
    private volatile CpuLimit limit = CpuLimit.none(0);
    private volatile long pid;
    private volatile long startedAt;
    private volatile long sizeAtSnapshot;
    private volatile Rest snapshot = new Rest(0, 0);
    private volatile long restoredAt;

    LifeWatch(Setting setting) {
        this.setting = setting;
    }

    /// A moment at which the environment waits.
    ///
    /// @param at the reading of [System#nanoTime] when it began to wait
    /// @param cpu nanoseconds that it has used by then
    record Rest(long at, long cpu) {}

    @Override
    public void started(long process) {
        startedAt = System.nanoTime();
        pid = process;
        limit = CpuLimit.none(process);
    }

    @Override
    public void snapshot(long process) {
        try {
            snapshot = rest();
            sizeAtSnapshot = Memory.resident(process);
            if (setting.memory().isPresent()) {
                limit = CpuLimit.of(process, setting.cores());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        restoredAt = System.nanoTime();
        limit.resume();
    }

    @Override
    public void idle(long process) {
        try {
            rests.add(rest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rest rest() throws IOException {
        long now = System.nanoTime();
        limit.stop();
        return new Rest(now, CpuTime.nanos(pid));
    }

    /// Waits until it has come to rest again.
    ///
    /// @throws IOException when it does not
    Rest awaitRest() throws IOException, InterruptedException {
        Rest rest = rests.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (rest == null) {
            throw new IOException("the environment does not ask for its next invocation");
        }
        return rest;
    }

    /// Lets the environment go on; it must be at rest.
    void resume() {
        limit.resume();
    }

    String how() {
        return limit.how();
    }

    long size() {
        return Memory.resident(pid);
    }

    /// What a stop costs the process by itself: the middle one of a few without a request between.
    private long freezeCpu() throws IOException {
        var costs = new ArrayList<Double>();
        for (int i = 0; i < FREEZES; i++) {
            long before = CpuTime.nanos(pid);
            limit.resume();
            LockSupport.parkNanos(BRIEFLY);
            limit.stop();
            costs.add((double) (CpuTime.nanos(pid) - before));
        }
        return Math.round(Medians.of(costs));
    }

    /// To be called at rest.
    ///
    /// @param restored its first rest
    Life life(Rest restored, long sizeAfterFirst) throws IOException {
        return new Life(
                snapshot.at() - startedAt,
                snapshot.cpu(),
                restored.at() - restoredAt,
                restored.cpu() - snapshot.cpu(),
                sizeAtSnapshot,
                sizeAfterFirst,
                size(),
                freezeCpu());
    }

    @Override
    public void close() throws IOException {
        limit.close();
    }
}
