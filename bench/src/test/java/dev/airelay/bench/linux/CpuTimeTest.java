package dev.airelay.bench.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    private static final long TICK = 10_000_000;

    @Test
    void aStoppedProcessHasUsedWhatItsTicksSay() throws IOException {
        try (var busy = BusyProcess.start()) {
            busy.awaitUse(5 * TICK);
            new Standstill(busy.pid()).stop();
            long nanos = CpuTime.nanos(busy.pid());
            long ticks =
                    ProcessHandle.of(busy.pid())
                            .orElseThrow()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toNanos();
            assertTrue(nanos >= ticks - TICK, nanos + " beside " + ticks);
            assertTrue(nanos <= ticks + 3 * TICK, nanos + " beside " + ticks);
        }
    }

    @Test
    void threadsThatHaveEndedCount() throws InterruptedException {
        long self = ProcessHandle.current().pid();
        long before = CpuTime.nanos(self);
        var worker =
                Thread.ofPlatform()
                        .start(() -> {
                            while (CpuTime.nanos(self) < before + 2 * TICK) {
                                Thread.onSpinWait();
                            }
                        });
        worker.join();
        assertTrue(CpuTime.nanos(self) >= before + 2 * TICK);
    }

    @Test
    void aProcessThatHasGoneAddsNothing() throws IOException {
        Process gone = new ProcessBuilder("true").start();
        gone.onExit().join();
        assertEquals(0, CpuTime.nanos(List.of(gone.toHandle())));
    }
}
