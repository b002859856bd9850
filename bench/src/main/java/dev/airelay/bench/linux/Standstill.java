package dev.airelay.bench.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Stops a process with all its threads, as an environment is frozen between two invocations.
final class Standstill {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS = 50_000;

    private final long pid;

    Standstill(long pid) {
        this.pid = pid;
    }

    /// Returns when no thread runs any more; one that a limit keeps from running stops only when it
    /// may run again.
    ///
    /// @throws IOException when the process has gone, or one of its threads does not stop
    void stop() throws IOException {
        if (!Posix.signal(pid, Posix.SIGSTOP)) {
            throw new IOException("Process " + pid + " has gone");
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isStopped()) {
            if (System.nanoTime() > end) {
                throw new IOException("Process " + pid + " does not stop");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    void resume() {
        Posix.signal(pid, Posix.SIGCONT);
    }

    private boolean isStopped() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                if (!isStopped(thread)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isStopped(Path thread) throws IOException {
        try {
            return isStopped(Files.readString(thread.resolve("stat")));
        } catch (NoSuchFileException ended) {
            return true;
        }
    }

    /// @param stat of a thread: number, name in brackets (which may hold brackets and blanks),
    ///   state; https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (read 2026-11-27)
    static boolean isStopped(String stat) {
        return "TXZ".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
    }
}
