package dev.airelay.bench;

import java.io.IOException;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the micro-benchmarks, with what they allocate.
final class Micro {
    private static final TimeValue ITERATION = TimeValue.seconds(2);

    private Micro() {}

    /// @param pattern which of them, as a regular expression
    static void run(String pattern) throws IOException {
        try {
            new Runner(
                            new OptionsBuilder()
                                    .include(pattern)
                                    .forks(1)
                                    .warmupIterations(3)
                                    .warmupTime(ITERATION)
                                    .measurementIterations(5)
                                    .measurementTime(ITERATION)
                                    .addProfiler(GCProfiler.class)
                                    .build())
                    .run();
        } catch (RunnerException e) {
            throw new IOException("the micro-benchmarks did not run", e);
        }
    }
}
