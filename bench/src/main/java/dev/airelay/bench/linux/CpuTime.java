package dev.airelay.bench.linux;

import java.util.List;

/// CPU that processes have used.
public final class CpuTime {
    private CpuTime() {}

    /// Nanoseconds that all threads of these processes have run since each started, those that have
    /// ended included; a process that has gone adds nothing.
    public static long nanos(List<ProcessHandle> processes) {
        return processes.stream().mapToLong(one -> nanos(one.pid())).sum();
    }

    /// The same of one process; 0 when it has gone.
    public static long nanos(long pid) {
        return Math.max(0, Posix.cpuNanos(pid));
    }
}
