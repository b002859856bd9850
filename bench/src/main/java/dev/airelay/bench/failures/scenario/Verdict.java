package dev.airelay.bench.failures.scenario;

/// What came of a cell.
public sealed interface Verdict {
    record Passed() implements Verdict {}

    /// @param reason in one line
    record Failed(String reason) implements Verdict {}

    /// The gateway does not speak the dialect.
    record NotSpoken() implements Verdict {}
}
