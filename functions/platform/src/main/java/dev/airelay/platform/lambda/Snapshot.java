package dev.airelay.platform.lambda;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/// The passage of a SnapStart environment through its snapshot.
///
/// Lambda takes the snapshot while `/restore/next` blocks and answers it in every environment that
/// is restored. A reset after a crash starts the process anew *inside* a restored environment,
/// where that call would be answered with an invocation or never: a marker file, which survives the
/// reset and is not in the snapshot, says so, and the call is left out. Source:
/// <https://github.com/aws/aws-lambda-java-libs> and
/// <https://github.com/aws/aws-lambda-runtime-interface-emulator> (read 2026-11-21).
final class Snapshot {
    private static final Logger LOG = System.getLogger(Snapshot.class.getName());

    private final RuntimeApi api;
    private final Path restoredMarker;
    private final SnapshotHooks hooks;

    Snapshot(RuntimeApi api, Path restoredMarker, SnapshotHooks hooks) {
        this.api = api;
        this.restoredMarker = restoredMarker;
        this.hooks = hooks;
    }

    /// Returns in the restored environment.
    void pass() throws Halt {
        if (Files.exists(restoredMarker)) {
            LOG.log(Level.WARNING, "this environment was restored before and started anew");
            wakeAgain();
            return;
        }
        freeze();
        awaitRestore();
        wake();
        mark();
    }

    private void freeze() throws Halt {
        try {
            hooks.beforeSnapshot();
        } catch (Exception e) {
            LOG.log(Level.ERROR, "a hook before the snapshot failed", e);
            api.initError(ErrorReport.of("Runtime.BeforeCheckpointError", e));
            throw new Halt(Halt.SNAPSHOT, "no snapshot");
        }
        System.gc(); // what is garbage now would be loaded at each restore
    }

    private void awaitRestore() throws Halt {
        Answer restored;
        try {
            restored = api.restoreNext();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "no restore", e);
            throw new Halt(Halt.SNAPSHOT, "no restore");
        }
        if (restored.headers().has("lambda-runtime-aws-request-id")) {
            LOG.log(Level.ERROR, "the restore was answered with an invocation");
            throw new Halt(Halt.BROKEN, "the restore was answered with an invocation");
        }
    }

    private void wake() throws Halt {
        try {
            hooks.afterRestore();
        } catch (Exception e) {
            LOG.log(Level.ERROR, "a hook after the restore failed", e);
            api.restoreError(ErrorReport.of("Runtime.AfterRestoreError", e));
            throw new Halt(Halt.SNAPSHOT, "not restored");
        }
    }

    /// As [#wake()], but Lambda takes this for an ordinary start.
    private void wakeAgain() throws Halt {
        try {
            hooks.afterRestore();
        } catch (Exception e) {
            LOG.log(Level.ERROR, "a hook after the restore failed", e);
            api.initError(ErrorReport.of("Runtime.AfterRestoreError", e));
            throw new Halt(Halt.SNAPSHOT, "not started anew");
        }
    }

    private void mark() {
        try {
            Files.writeString(restoredMarker, "");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the marker of the restore could not be written", e);
        }
    }
}
