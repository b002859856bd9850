package dev.airelay.platform.lambda;

/// A part of the application that must not survive a snapshot as it is.
///
/// One snapshot is restored many times: whatever must be unique (ids, seeds), fresh (clocks,
/// secrets, addresses) or connected (sockets, pools) is given up before and made anew after.
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html> (read
/// 2026-11-21).
public interface SnapshotHook {
    /// Primes what is slow the first time, then closes what cannot be frozen.
    ///
    /// @throws Exception when there must be no snapshot; publishing the version fails
    default void beforeSnapshot() throws Exception {}

    /// Makes anew what the snapshot must not share. Counts against the 10 s that Lambda allows for
    /// a restore, and the first caller waits for it.
    ///
    /// @throws Exception when this environment cannot serve; Lambda discards it
    default void afterRestore() throws Exception {}
}
