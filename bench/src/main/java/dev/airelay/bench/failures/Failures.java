package dev.airelay.bench.failures;

import dev.airelay.bench.Gateways;
import dev.airelay.bench.failures.FailureFlags.Whom;
import dev.airelay.bench.failures.client.Address;
import dev.airelay.bench.failures.scenario.Cell;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.upstream.ScriptedUpstream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// `./relay bench failures`.
public final class Failures {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private Failures() {}

    /// @param arguments behind `failures`
    /// @param out takes the scorecard
    /// @param err takes what happens meanwhile
    /// @return the exit code: 0 when no cell fails
    public static int run(
            List<String> arguments,
            Path root,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err)
            throws IOException, InterruptedException {
        if (arguments.contains("--help")) {
            out.print(FailureFlags.HELP);
            return 0;
        }
        FailureFlags flags;
        try {
            flags = FailureFlags.read(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        try (var upstream = new ScriptedUpstream(flags.port())) {
            var suite = new Suite(upstream, flags.scenarios(), newRun());
            var gateways = new Gateways(root, environment, upstream.port());
            var contenders = new Contenders(gateways, upstream);
            try (Gateway gateway =
                    switch (flags.whom()) {
                        case Whom.Relay() -> contenders.relay(suite.asked());
                        case Whom.Portkey() -> contenders.portkey();
                        case Whom.Running running -> running(running, suite, upstream, err);
                    }) {
                return play(suite, gateway, flags, out, err);
            }
        }
    }

    private static String newRun() {
        return Long.toString(System.currentTimeMillis() / 1_000, Character.MAX_RADIX);
    }

    private static Gateway running(
            Whom.Running whom, Suite suite, ScriptedUpstream upstream, PrintStream err)
            throws IOException, InterruptedException {
        err.println("Give the gateway two upstreams for all models whose names begin with fs-,");
        err.println("the second a fallback of the first; 2 retries, 30 s of patience, any key:");
        for (Role role : Role.values()) {
            err.printf(
                    "  %-8s  OpenAI: %s/v1   Anthropic: %s%n",
                    role.label(), upstream.url(role), upstream.url(role));
        }
        Address address = whom.address();
        var gateway =
                new Gateway(
                        address.host() + ":" + address.port(),
                        address,
                        Gateway.key(whom.key()),
                        whom.naming(),
                        () -> {});
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!suite.isServed(gateway)) {
            if (System.nanoTime() > end) {
                throw new IOException("the gateway answers no good request");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return gateway;
    }

    private static int play(
            Suite suite, Gateway gateway, FailureFlags flags, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        int all = Cell.of(flags.scenarios()).size();
        var done = new AtomicInteger();
        List<Outcome> outcomes =
                suite.run(
                        gateway,
                        outcome ->
                                err.printf(
                                        "%3d/%d %s %s%n",
                                        done.incrementAndGet(),
                                        all,
                                        outcome.mark(),
                                        Scorecard.line(outcome)));
        out.println(new Scorecard(gateway.name(), outcomes).markdown());
        if (flags.details().isPresent()) {
            Details.write(gateway.name(), outcomes, flags.details().get());
        }
        return outcomes.stream().anyMatch(Outcome::failed) ? 1 : 0;
    }
}
