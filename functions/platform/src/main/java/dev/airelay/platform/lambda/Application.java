package dev.airelay.platform.lambda;

import dev.airelay.http.Handler;

/// What the edge runs: builds the handler once a process, before the first request and before the
/// snapshot.
@FunctionalInterface
public interface Application {
    /// Builds everything; may be repeated by Lambda at any time to refresh a snapshot, so it has no
    /// effects outside the process.
    ///
    /// @param hooks where parts that hold sockets, secrets or randomness ask to be told about the
    ///   snapshot
    /// @throws Exception when the function cannot serve; the edge reports it and the process exits
    Handler start(SnapshotHooks hooks) throws Exception;
}
