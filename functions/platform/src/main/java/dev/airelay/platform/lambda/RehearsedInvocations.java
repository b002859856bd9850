package dev.airelay.platform.lambda;

import dev.airelay.http.Handler;
import java.io.IOException;
import java.time.InstantSource;

/// Serves invocations of another Runtime API before the snapshot is taken, on the caller's thread
/// and through the very loop that serves real ones, so that its code is warm after the restore.
public final class RehearsedInvocations implements AutoCloseable {
    private final Watchdog watchdog;
    private final InvocationLoop loop;

    /// @param runtimeApi `host:port` of what plays the Runtime API
    public RehearsedInvocations(String runtimeApi, Handler handler) {
        watchdog = new Watchdog(InstantSource.system());
        loop =
                new InvocationLoop(
                        new RuntimeApi(runtimeApi, Thread::sleep), handler, watchdog, false);
    }

    /// Asks for one invocation and serves it to its end.
    ///
    /// @throws IOException when none can be had
    public void serveOne() throws IOException, InterruptedException {
        var _ = loop.serveNext();
    }

    @Override
    public void close() {
        watchdog.close();
    }
}
