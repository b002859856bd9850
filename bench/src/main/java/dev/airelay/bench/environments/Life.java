package dev.airelay.bench.environments;

/// What one environment took beside its requests; times in nanoseconds, sizes in bytes.
///
/// @param init from the start of the process to the snapshot
/// @param restore from the snapshot until it asks for its first invocation
/// @param sizeAtSnapshot resident then
/// @param sizeAtEnd resident after its last request
/// @param freezeCpu what being stopped and resumed takes of its CPU each time, and so has a part in
///   each request
record Life(
        long init,
        long initCpu,
        long restore,
        long restoreCpu,
        long sizeAtSnapshot,
        long sizeAfterFirst,
        long sizeAtEnd,
        long freezeCpu) {}
