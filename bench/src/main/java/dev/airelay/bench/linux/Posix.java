package dev.airelay.bench.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/// The three calls of the C library that Java has no words for, on 64-bit Linux.
///
/// A process's CPU clock counts nanoseconds of all its threads, those that have ended included:
/// https://man7.org/linux/man-pages/man3/clock_getcpuclockid.3.html (read 2026-11-27). Of what
/// `/proc` tells, `stat` has the same sum cut to ticks of 10 ms, and `schedstat` one thread each,
/// and none that has ended.
final class Posix {
    static final int SIGCONT = 18;
    static final int SIGSTOP = 19;

    private static final MethodHandle KILL = call("kill", JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOCK_OF = call("clock_getcpuclockid", JAVA_INT, ADDRESS);
    private static final MethodHandle TIME_OF = call("clock_gettime", JAVA_INT, ADDRESS);

    private Posix() {}

    /// @param pid of one process; 0 and below would mean many
    /// @return whether there is such a process
    static boolean signal(long pid, int signal) {
        if (pid <= 0) {
            throw new IllegalArgumentException("no process: " + pid);
        }
        try {
            return (int) KILL.invokeExact((int) pid, signal) == 0;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// CPU time of a process so far; -1 when there is no such process.
    static long cpuNanos(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            var clock = arena.allocate(JAVA_INT);
            var time = arena.allocate(JAVA_LONG, 2);
            if ((int) CLOCK_OF.invokeExact((int) pid, clock) != 0
                    || (int) TIME_OF.invokeExact(clock.get(JAVA_INT, 0), time) != 0) {
                return -1;
            }
            return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000 + time.getAtIndex(JAVA_LONG, 1);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("restricted") // the shapes below are those of the manual's pages
    private static MethodHandle call(String name, MemoryLayout first, MemoryLayout second) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(JAVA_INT, first, second));
    }
}
