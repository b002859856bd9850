package dev.airelay.platform.lambda;

import java.util.ArrayList;
import java.util.List;

/// The hooks of one application, in the order in which its parts were built.
///
/// Parts are frozen in reverse (a part goes before what it was built on) and woken in order. Filled
/// by one thread while the application starts, run by the same thread.
public final class SnapshotHooks {
    private final List<SnapshotHook> hooks = new ArrayList<>();

    public void add(SnapshotHook hook) {
        hooks.add(hook);
    }

    /// Runs last-added first; the first failure stops the run.
    void beforeSnapshot() throws Exception {
        for (var hook : hooks.reversed()) {
            hook.beforeSnapshot();
        }
    }

    /// Runs first-added first; the first failure stops the run.
    void afterRestore() throws Exception {
        for (var hook : hooks) {
            hook.afterRestore();
        }
    }
}
