package dev.airelay.bench.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// CPU that processes have used, as far as the system is Linux.
public final class CpuTime {
    private static final boolean TOLD = Files.isDirectory(Path.of("/proc/self/task"));

    private CpuTime() {}

    /// Whether the system tells.
    public static boolean isTold() {
        return TOLD;
    }

    /// Nanoseconds that all threads of these processes have run since each started, those that have
    /// ended included; a process that has gone adds nothing.
    public static long nanos(List<ProcessHandle> processes) {
        return processes.stream().mapToLong(one -> nanos(one.pid())).sum();
    }

    /// The same of one process; 0 when it has gone, or the system does not tell.
    public static long nanos(long pid) {
        return TOLD ? Math.max(0, Posix.cpuNanos(pid)) : 0;
    }
}
