package dev.airelay.bench.failures.upstream;

import java.io.IOException;

/// What an upstream does with the calls for one model. Many threads may play it at once.
@FunctionalInterface
public interface Script {
    /// @throws IOException when the gateway has gone meanwhile
    void play(Play play) throws IOException, InterruptedException;
}
