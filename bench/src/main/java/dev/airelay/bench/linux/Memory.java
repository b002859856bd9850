package dev.airelay.bench.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux tells about processes under `/proc`.
public final class Memory {
    private Memory() {}

    /// Resident memory of all these processes in bytes; pages that they share count for each. 0
    /// where there is no `/proc`.
    public static long resident(Iterable<ProcessHandle> processes) {
        long sum = 0;
        for (ProcessHandle process : processes) {
            sum += resident(process.pid());
        }
        return sum;
    }

    /// The command line, its words joined by NUL; empty when the process has gone.
    public static String commandLine(ProcessHandle process) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")),
                    StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    /// Resident memory of a process in bytes; 0 when it has gone.
    public static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
