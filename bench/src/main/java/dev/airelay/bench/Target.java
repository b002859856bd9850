package dev.airelay.bench;

import java.util.List;
import java.util.Map;

/// Something that answers Chat Completions on this machine.
interface Target extends AutoCloseable {
    String name();

    int port();

    /// The path of Chat Completions.
    String path();

    /// What its requests carry beyond the usual.
    Map<String, String> headers();

    /// Whose memory is counted as its own; empty when nobody's is.
    List<ProcessHandle> processes();

    @Override
    void close();
}
