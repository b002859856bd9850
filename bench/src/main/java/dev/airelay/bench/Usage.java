package dev.airelay.bench;

import dev.airelay.bench.linux.CpuTime;
import java.time.Duration;

/// What one load showed, and the CPU that the gateway used meanwhile.
///
/// @param cpuNanos of the gateway's own processes; 0 for what has none
record Usage(Load.Result load, long cpuNanos) {
    static Usage of(Target target, boolean stream, int connections, Duration time)
            throws InterruptedException {
        long before = CpuTime.nanos(target.processes());
        Load.Result load = Load.run(target, stream, connections, time);
        return new Usage(load, CpuTime.nanos(target.processes()) - before);
    }

    double cpuMillisARequest() {
        return load.latency().count() == 0 ? 0 : cpuNanos / 1e6 / load.latency().count();
    }
}
