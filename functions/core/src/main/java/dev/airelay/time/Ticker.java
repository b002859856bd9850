package dev.airelay.time;

/// A clock for durations only: it never runs backwards and tells nothing about the date.
///
/// Readings are nanoseconds from an arbitrary origin that may change when an environment is
/// restored from a snapshot, so keep none across an invocation.
@FunctionalInterface
public interface Ticker {
    long nanos();
}
