package dev.airelay.bench;

import dev.airelay.bench.environments.Environments;
import dev.airelay.bench.failures.Failures;
import dev.airelay.bench.linux.Memory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `./relay bench`: starts everything, measures in interleaved rounds, prints a table.
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var words = List.of(arguments);
        Path root = Path.of(System.getProperty("relay.root", ".")).toAbsolutePath();
        if (!words.isEmpty() && words.getFirst().equals("failures")) {
            var rest = words.subList(1, words.size());
            System.exit(Failures.run(rest, root, System.getenv(), System.out, System.err));
        }
        if (!words.isEmpty() && words.getFirst().equals("environments")) {
            var rest = words.subList(1, words.size());
            System.exit(Environments.run(rest, root, System.out, System.err));
        }
        if (words.contains("--help")) {
            System.out.print(BenchFlags.HELP);
            return;
        }
        if (!words.isEmpty() && words.getFirst().equals("jmh")) {
            Micro.run(words.size() > 1 ? words.get(1) : ".*");
            return;
        }
        if (!words.isEmpty() && words.getFirst().equals("gates")) {
            GateLatency.run(root, System.out);
            System.exit(0);
        }
        if (!words.isEmpty() && words.getFirst().equals("units")) {
            RequestUnits.run(root, System.out);
            System.exit(0);
        }
        BenchFlags flags = BenchFlags.read(words);
        run(flags, root, System.getenv(), System.out);
        System.exit(0);
    }

    private static void run(
            BenchFlags flags, Path root, Map<String, String> environment, PrintStream out)
            throws IOException, InterruptedException {
        var targets = new ArrayList<Target>();
        try (var upstream = new ZeroUpstream()) {
            var gateways = new Gateways(root, environment, upstream.port());
            if (flags.big()) {
                try (Target relay = gateways.relay(flags)) {
                    BigStream.run(relay, out);
                }
                return;
            }
            var direct = new DirectTarget(upstream.port());
            if (flags.timeline()) {
                new Timeline(gateways, flags, direct, out).run();
                return;
            }
            targets.add(direct);
            targets.add(gateways.relay(flags));
            for (String other : flags.against()) {
                targets.add(gateways.start(other, flags));
            }
            measure(flags, targets, out);
        } finally {
            targets.forEach(Target::close);
        }
    }

    private static void measure(BenchFlags flags, List<Target> targets, PrintStream out)
            throws InterruptedException {
        out.println(
                "Load generator, upstream and gateway share "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores; closed loop; medians of "
                        + flags.rounds()
                        + " rounds of "
                        + flags.seconds()
                        + " s; ms. CPU is the gateway's own for a request.\n");
        out.println(
                "| answer | c | gateway | p50 | p95 | p99 | added p50 | first byte p50 | added | req/s | CPU ms | RSS MB | failed |");
        out.println("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (boolean stream : new boolean[] {false, true}) {
            for (int connections : flags.connections()) {
                table(flags, targets, stream, connections, out);
            }
        }
    }

    private static void table(
            BenchFlags flags,
            List<Target> targets,
            boolean stream,
            int connections,
            PrintStream out)
            throws InterruptedException {
        Duration time = Duration.ofSeconds(flags.seconds());
        var cells = new ArrayList<Cell>();
        for (Target target : targets) {
            Load.run(target, stream, connections, time);
            cells.add(new Cell(target));
        }
        for (int round = 0; round < flags.rounds(); round++) {
            for (Cell cell : cells) {
                cell.rounds.add(Usage.of(cell.target, stream, connections, time));
            }
        }
        Cell direct = cells.getFirst();
        for (Cell cell : cells) {
            out.printf(
                    "| %s | %d | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %,.0f | %.2f | %d | %d |%n",
                    stream ? "stream" : "whole",
                    connections,
                    cell.target.name(),
                    cell.latency(50),
                    cell.latency(95),
                    cell.latency(99),
                    cell.latency(50) - direct.latency(50),
                    cell.firstByte(50),
                    cell.firstByte(50) - direct.firstByte(50),
                    cell.requestsPerSecond(),
                    cell.cpu(),
                    Memory.resident(cell.target.processes()) >> 20,
                    cell.failures());
        }
        out.flush();
    }

    /// One gateway under one load, over all rounds.
    private static final class Cell {
        private final Target target;
        private final List<Usage> rounds = new ArrayList<>();

        Cell(Target target) {
            this.target = target;
        }

        double latency(double percent) {
            return Medians.of(
                            rounds.stream()
                                    .map(Usage::load)
                                    .map(round -> (double) round.latency().percentile(percent))
                                    .toList())
                    / 1e6;
        }

        double firstByte(double percent) {
            return Medians.of(
                            rounds.stream()
                                    .map(Usage::load)
                                    .map(round -> (double) round.firstByte().percentile(percent))
                                    .toList())
                    / 1e6;
        }

        double requestsPerSecond() {
            return Medians.of(
                    rounds.stream().map(round -> round.load().requestsPerSecond()).toList());
        }

        double cpu() {
            return Medians.of(rounds.stream().map(Usage::cpuMillisARequest).toList());
        }

        long failures() {
            return rounds.stream().mapToLong(round -> round.load().failures()).sum();
        }
    }
}
