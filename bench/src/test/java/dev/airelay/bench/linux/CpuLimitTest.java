package dev.airelay.bench.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuLimitTest {
    @Test
    void aStoppedProcessUsesNothingUntilItIsResumed() throws IOException {
        try (var busy = BusyProcess.start();
                CpuLimit limit = CpuLimit.none(busy.pid())) {
            stopsAndResumes(busy, limit);
        }
    }

    @Test
    void theKernelHoldsABusyProcessBackWhereItOffersThat() throws IOException {
        for (CpuGroup.Kind kind : CpuGroup.Kind.values()) {
            if (kind.isUsable()) {
                try (var busy = BusyProcess.start();
                        CpuLimit limit = CpuGroup.around(busy.pid(), 0.1, kind)) {
                    Path told =
                            kind.root().resolve("relay-bench-" + busy.pid()).resolve("cpu.stat");
                    while (Files.readAllLines(told).contains("nr_throttled 0")) {
                        Thread.onSpinWait();
                    }
                    stopsAndResumes(busy, limit);
                }
            }
        }
    }

    @Test
    void signalsHoldABusyProcessBackAndLetItGoOn() throws IOException {
        try (var busy = BusyProcess.start();
                CpuLimit limit = DutyCycle.around(busy.pid(), 0.1)) {
            for (int period = 0; period < 3; period++) {
                awaitHeldBack(busy);
                busy.awaitUse(1);
            }
            stopsAndResumes(busy, limit);
        }
    }

    @Test
    void whatIsLetGoIsLimitedNoMore() throws IOException {
        try (var busy = BusyProcess.start()) {
            CpuLimit.of(busy.pid(), 0.05).close();
            DutyCycle.around(busy.pid(), 0.05).close();
            busy.awaitUse(1);
        }
    }

    @Test
    void whoHasGoneCannotBeStopped() throws IOException {
        var busy = BusyProcess.start();
        busy.close();
        assertThrows(IOException.class, () -> CpuLimit.none(busy.pid()).stop());
    }

    @Test
    void groupsAreGivenTheirQuotaInTheKernelsForm(@TempDir Path group) throws IOException {
        CpuGroup.Kind.V2.limit(group, 2_894, 20_000);
        assertEquals("2894 20000", Files.readString(group.resolve("cpu.max")));
        CpuGroup.Kind.V1.limit(group, 2_894, 20_000);
        assertEquals("20000", Files.readString(group.resolve("cpu.cfs_period_us")));
        assertEquals("2894", Files.readString(group.resolve("cpu.cfs_quota_us")));
    }

    @Test
    void namesOfThreadsMayHoldAnything() {
        assertTrue(Standstill.isStopped("12 (a) R (b) T 1 2 3"));
        assertFalse(Standstill.isStopped("12 (T) S 1 2 3"));
    }

    private static void awaitHeldBack(BusyProcess busy) throws IOException {
        while (!Standstill.isStopped(Files.readString(Path.of("/proc/" + busy.pid() + "/stat")))) {
            Thread.onSpinWait();
        }
    }

    private static void stopsAndResumes(BusyProcess busy, CpuLimit limit) throws IOException {
        busy.awaitUse(1);
        limit.stop();
        long stopped = CpuTime.nanos(busy.pid());
        for (int look = 0; look < 10_000; look++) {
            assertEquals(stopped, CpuTime.nanos(busy.pid()));
        }
        limit.resume();
        busy.awaitUse(1);
    }
}
