package dev.airelay.bench.linux;

import java.io.IOException;
import java.time.Duration;

/// Holds one process to a share of one core, and stops and resumes it. One thread at a time.
public interface CpuLimit extends AutoCloseable {
    /// Over which a share is dealt out: what is left of one period is lost for the next.
    Duration PERIOD = Duration.ofMillis(20);

    /// In words, for who reads the numbers.
    String how();

    /// Returns when the process stands still.
    ///
    /// @throws IOException when it has gone
    void stop() throws IOException;

    void resume();

    /// Lets go of the process, which runs on without a limit if it was not stopped.
    @Override
    void close() throws IOException;

    /// @param cores above 0; not below 0.05, since the kernel deals out no less than 1 ms
    static CpuLimit of(long pid, double cores) throws IOException {
        for (CpuGroup.Kind kind : CpuGroup.Kind.values()) {
            if (kind.isUsable()) {
                return CpuGroup.around(pid, cores, kind);
            }
        }
        return DutyCycle.around(pid, cores);
    }

    static CpuLimit none(long pid) {
        var standstill = new Standstill(pid);
        return new CpuLimit() {
            @Override
            public String how() {
                return "not limited";
            }

            @Override
            public void stop() throws IOException {
                standstill.stop();
            }

            @Override
            public void resume() {
                standstill.resume();
            }

            @Override
            public void close() {}
        };
    }
}
