package dev.airelay.bench;

import dev.airelay.local.engines.ManagedProcess;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A gateway that runs as a child process.
///
/// @param counts which processes of its tree count as the gateway's own memory
record ProcessTarget(
        String name,
        int port,
        String path,
        Map<String, String> headers,
        ManagedProcess process,
        Predicate<ProcessHandle> counts)
        implements Target {

    @Override
    public List<ProcessHandle> processes() {
        return process.tree().stream().filter(counts).toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
