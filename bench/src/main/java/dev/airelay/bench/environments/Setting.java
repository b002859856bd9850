package dev.airelay.bench.environments;

import java.util.OptionalInt;

/// How environments are configured, as far as measurements differ in it.
///
/// @param memory in MB, which decides on the share of CPU; empty for no limit on CPU
/// @param rounds of the rehearsal before the snapshot; empty for as many as the proxy chooses
record Setting(OptionalInt memory, OptionalInt rounds) {
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

    /// The columns `memory` and `rounds` of a table's row.
    String columns() {
        return "| " + text(memory, " MB") + " | " + text(rounds, "") + " ";
    }

    String memoryLabel() {
        return megabytes() + " MB";
    }

    private static String text(OptionalInt number, String unit) {
        return number.isEmpty() ? "–" : number.getAsInt() + unit;
    }
}
