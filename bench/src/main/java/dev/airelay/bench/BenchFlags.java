package dev.airelay.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the benchmark was asked to do.
///
/// @param seconds how long each cell is measured, after as long a warm-up in the first round
/// @param against other gateways: `nginx`, `portkey`, `litellm`, `new-api`
/// @param newApi the program of new-api; empty when none was named
/// @param heap the relay's largest heap, as the JVM writes it
/// @param big whether to send one 200 MB stream through the relay instead
/// @param timeline whether to show what a minute of load changes instead
record BenchFlags(
        String mode,
        String stores,
        String gate,
        int seconds,
        int rounds,
        List<Integer> connections,
        List<String> against,
        String newApi,
        String heap,
        boolean big,
        boolean timeline) {
    static final String HELP =
            """
            ./relay bench [flags]: what the relay adds, beside the bare upstream, in interleaved rounds.

              --mode server|lambda        how the relay runs (default server)
              --stores memory|dynamodb    what it writes to (default memory; lambda mode has dynamodb only)
              --gate redis|dynamodb       where it counts requests (default redis; dynamodb has dynamodb stores only)
              --concurrency 1,8,32        connections of the closed loop
              --seconds N, --rounds N     per cell (default 5), rounds (default 3); medians over rounds are shown
              --against nginx             also a plain reverse proxy (Debian package nginx-light); repeatable
              --against portkey           also Portkey's gateway (installed by npm on first use)
              --against litellm           also LiteLLM's proxy (installed by pip into its own folder on first use)
              --against new-api           also new-api, whose program --new-api PATH names
              --timeline                  what each takes at c = 1 in the first 5 s of load, and after a minute of it
              --heap 512m                 the relay's largest heap
              --big                       one 200 MB stream through the relay: throughput and memory over time
              failures                    every way to fail, against the relay and others (./relay bench failures --help)
              environments                what a Lambda environment takes for its first requests (./relay bench environments --help)
              gates                       what admissions and reconciliations take at each gate
              units                       DynamoDB's calls and units for a request, by function
              jmh [PATTERN]               the micro-benchmarks
            """;

    static BenchFlags read(List<String> arguments) {
        String mode = "server";
        String stores = "";
        String gate = "redis";
        int seconds = 5;
        int rounds = 3;
        List<Integer> connections = List.of(1, 8, 32);
        var against = new ArrayList<String>();
        String newApi = "";
        String heap = "512m";
        boolean big = false;
        boolean timeline = false;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            switch (rest.next()) {
                case "--mode" -> mode = rest.next();
                case "--stores" -> stores = rest.next();
                case "--gate" -> gate = rest.next();
                case "--seconds" -> seconds = Integer.parseInt(rest.next());
                case "--rounds" -> rounds = Integer.parseInt(rest.next());
                case "--concurrency" ->
                        connections =
                                Arrays.stream(rest.next().split(",", -1))
                                        .map(Integer::valueOf)
                                        .toList();
                case "--against" -> against.add(rest.next());
                case "--new-api" -> newApi = rest.next();
                case "--timeline" -> timeline = true;
                case "--heap" -> heap = rest.next();
                case "--big" -> big = true;
                default ->
                        throw new IllegalArgumentException(
                                "unknown flag; ./relay bench --help lists them");
            }
        }
        boolean dynamo = mode.equals("lambda") || gate.equals("dynamodb");
        String usual = dynamo ? "dynamodb" : "memory";
        return new BenchFlags(
                mode,
                stores.isEmpty() ? usual : stores,
                gate,
                seconds,
                rounds,
                connections,
                against,
                newApi,
                heap,
                big,
                timeline);
    }

    int mostConnections() {
        return connections.stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
