package dev.airelay.bench;

import dev.airelay.bench.linux.Memory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a gateway takes at its first requests, and what is left of that after a minute: one client,
/// a freshly started gateway for each kind of answer.
final class Timeline {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final Duration UNTIL = Duration.ofSeconds(60);
    private static final int CLIENTS = 1;

    private final Gateways gateways;
    private final BenchFlags flags;
    private final Target direct;
    private final PrintStream out;

    Timeline(Gateways gateways, BenchFlags flags, Target direct, PrintStream out) {
        this.gateways = gateways;
        this.flags = flags;
        this.direct = direct;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        out.printf(
                "One client, closed loop; load generator, upstream and gateway share %d cores; ms."
                        + " CPU is the gateway's own for a request.%n%n",
                Runtime.getRuntime().availableProcessors());
        out.println(
                "| answer | gateway | seconds of load | p50 | added p50 | first byte p50 | added | CPU ms | req/s | RSS MB | failed |");
        out.println("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        var names = new ArrayList<>(List.of("relay"));
        names.addAll(flags.against());
        for (boolean stream : new boolean[] {false, true}) {
            Load.run(direct, stream, CLIENTS, WINDOW);
            Load.Result bare = Load.run(direct, stream, CLIENTS, WINDOW);
            for (String name : names) {
                try (Target target = gateways.start(name, flags)) {
                    row(stream, target, "0–5", bare);
                    Load.run(target, stream, CLIENTS, UNTIL.minus(WINDOW));
                    row(stream, target, "60–65", bare);
                }
            }
        }
    }

    private void row(boolean stream, Target target, String seconds, Load.Result bare)
            throws InterruptedException {
        Usage usage = Usage.of(target, stream, CLIENTS, WINDOW);
        Load.Result load = usage.load();
        out.printf(
                "| %s | %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %,.0f | %d | %d |%n",
                stream ? "stream" : "whole",
                target.name(),
                seconds,
                load.latency().percentile(50) / 1e6,
                (load.latency().percentile(50) - bare.latency().percentile(50)) / 1e6,
                load.firstByte().percentile(50) / 1e6,
                (load.firstByte().percentile(50) - bare.firstByte().percentile(50)) / 1e6,
                usage.cpuMillisARequest(),
                load.requestsPerSecond(),
                Memory.resident(target.processes()) >> 20,
                load.failures());
        out.flush();
    }
}
