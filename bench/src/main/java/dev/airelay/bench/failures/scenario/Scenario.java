package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Script;
import dev.airelay.bench.failures.wire.Mode;

/// One way for things to go wrong.
///
/// The gateway is expected to have two tries on the same upstream beyond the first, 30 s of
/// patience, and one fallback. A scenario holds no state: cells of all dialects play it at once.
public interface Scenario extends Script {
    /// Lower case with hyphens; part of the models that requests ask for.
    String name();

    default boolean covers(Mode mode) {
        return true;
    }

    /// Asks what there is to ask, and checks what came of it.
    void act(Stage stage, Checks checks) throws InterruptedException;
}
