package dev.airelay.bench.failures.upstream;

/// Why an answer ends.
public enum Finish {
    /// It has been said.
    STOP,
    /// The vendor's filter stopped it.
    FILTERED
}
