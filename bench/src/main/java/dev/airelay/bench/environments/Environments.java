package dev.airelay.bench.environments;

import dev.airelay.bench.linux.CpuTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./relay bench environments`.
public final class Environments {
    private static final int BEFOREHAND = 200;

    private Environments() {}

    /// @param arguments behind `environments`
    /// @param root the checkout, with the proxy's zip built
    /// @param out takes the tables
    /// @param err takes what happens meanwhile
    /// @return the exit code
    public static int run(List<String> arguments, Path root, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        if (arguments.contains("--help")) {
            out.print(EnvironmentFlags.HELP);
            return 0;
        }
        EnvironmentFlags flags;
        try {
            flags = EnvironmentFlags.read(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        if (!CpuTime.isTold()) {
            err.println("Only Linux tells of another process's CPU, and stops it for a while.");
            return 1;
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        out.printf(
                "Upstream, engines, emulator and environment share %d cores; %d fresh environments"
                        + " for each case, %d requests each, one after another.%n",
                Runtime.getRuntime().availableProcessors(), flags.fresh(), flags.requests());
        var failures = new ArrayList<String>();
        try (var engines = Engines.start(root)) {
            List<Run> runs = measure(engines, flags, failures, err);
            out.println(new Report(runs, flags.requests()).markdown());
        }
        failures.forEach(out::println);
        return failures.isEmpty() ? 0 : 1;
    }

    /// @param failures takes a line for each environment that failed, and is left out
    private static List<Run> measure(
            Engines engines, EnvironmentFlags flags, List<String> failures, PrintStream err)
            throws InterruptedException {
        var runs = new ArrayList<Run>();
        int all = flags.settings().size() * flags.cases().size() * flags.fresh();
        for (Setting setting : flags.settings()) {
            int beforehand = Math.min(BEFOREHAND, flags.requests());
            var _ = run(environment(engines, setting, Case.FIRST), beforehand, failures);
            for (int round = 0; round < flags.fresh(); round++) {
                for (Case one : flags.cases()) {
                    run(environment(engines, setting, one), flags.requests(), failures)
                            .ifPresent(runs::add);
                    err.printf(
                            "%3d/%d %s%s| %d failed%n",
                            runs.size(), all, setting.columns(), one.columns(), failures.size());
                }
            }
        }
        return runs;
    }

    private static Optional<Run> run(
            MeasuredEnvironment environment, int requests, List<String> failures)
            throws InterruptedException {
        try {
            return Optional.of(environment.run(requests));
        } catch (IOException e) {
            failures.add("An environment failed and is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static MeasuredEnvironment environment(Engines engines, Setting setting, Case one) {
        return new MeasuredEnvironment(engines, setting, one, line -> {});
    }
}
