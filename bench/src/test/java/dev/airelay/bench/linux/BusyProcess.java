package dev.airelay.bench.linux;

import java.io.IOException;

/// A process that would use one core, were it let to.
final class BusyProcess implements AutoCloseable {
    private final Process process;

    private BusyProcess(Process process) {
        this.process = process;
    }

    static BusyProcess start() throws IOException {
        return new BusyProcess(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
    }

    long pid() {
        return process.pid();
    }

    /// Returns when it has used so much more than at the call.
    void awaitUse(long nanos) {
        long wanted = CpuTime.nanos(pid()) + nanos;
        while (CpuTime.nanos(pid()) < wanted) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
