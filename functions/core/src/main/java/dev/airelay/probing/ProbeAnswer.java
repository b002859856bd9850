package dev.airelay.probing;

import dev.airelay.failure.Failure;

/// What one call to an upstream led to.
sealed interface ProbeAnswer {
    /// The status of the answer; 0 when there was none.
    int status();

    /// It began to say something.
    record Word(int status) implements ProbeAnswer {}

    /// @param said the upstream's own words about it, fit to be shown to those who run the relay;
    ///   possibly empty
    record Fault(int status, Failure failure, String said) implements ProbeAnswer {}
}
