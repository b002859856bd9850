package dev.airelay.bench.environments;

import java.util.OptionalInt;

/// How environments are configured, as far as measurements differ in it.
///
/// @param memory in MB, which decides on the share of CPU; empty for no limit on CPU
/// @param rounds of the rehearsal before the snapshot; empty for as many as the proxy chooses
/// @param java options of the JVM behind those that the zip has; empty for none
record Setting(OptionalInt memory, OptionalInt rounds, String java) {
    /// At which a function has one vCPU:
    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html (read 2026-11-27).
    static final int ONE_CORE = 1_769;

    /// Of what the function is told, where nothing was asked for.
    int megabytes() {
        return memory.orElse(ONE_CORE);
    }

    /// The share of one core.
    double cores() {
        return (double) megabytes() / ONE_CORE;
    }

    static final String HEADS = "| memory | rounds | java ";

    /// How those columns are aligned.
    static final String ALIGNED = "|--:|--:|---";

    /// The columns of [#HEADS] in a table's row.
    String columns() {
        return "| "
                + text(memory, " MB")
                + " | "
                + text(rounds, "")
                + " | "
                + (java.isEmpty() ? "–" : "`" + java + "`")
                + " ";
    }

    String memoryLabel() {
        return megabytes() + " MB";
    }

    private static String text(OptionalInt number, String unit) {
        return number.isEmpty() ? "–" : number.getAsInt() + unit;
    }
}
