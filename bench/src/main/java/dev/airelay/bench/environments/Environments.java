package dev.airelay.bench.environments;

import dev.airelay.bench.linux.CpuTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        try (var engines = Engines.start(root)) {
            out.println(new Report(measure(engines, flags, err), flags.requests()).markdown());
        }
        return 0;
    }

    private static List<Run> measure(Engines engines, EnvironmentFlags flags, PrintStream err)
            throws IOException, InterruptedException {
        var runs = new ArrayList<Run>();
        int all = flags.settings().size() * flags.cases().size() * flags.fresh();
        for (Setting setting : flags.settings()) {
            int beforehand = Math.min(BEFOREHAND, flags.requests());
            var _ = environment(engines, setting, Case.FIRST).run(beforehand);
            for (int round = 0; round < flags.fresh(); round++) {
                for (Case one : flags.cases()) {
                    Run run = environment(engines, setting, one).run(flags.requests());
                    runs.add(run);
                    err.printf(
                            "%3d/%d %s%s| init %.1f s, first request %.0f ms of CPU, last %.1f%n",
                            runs.size(),
                            all,
                            setting.columns(),
                            one.columns(),
                            run.life().init() / 1e9,
                            run.samples().getFirst().cpu() / 1e6,
                            run.samples().getLast().cpu() / 1e6);
                }
            }
        }
        return runs;
    }

    private static MeasuredEnvironment environment(Engines engines, Setting setting, Case one) {
        return new MeasuredEnvironment(engines, setting, one, line -> {});
    }
}
