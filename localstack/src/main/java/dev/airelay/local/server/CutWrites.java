package dev.airelay.local.server;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Ends writes that are still blocked, or begin, after a cut exchange has had its last words.
///
/// Interrupting a thread that is blocked in a socket write closes the socket and throws there. Safe
/// for several threads.
final class CutWrites {
    private @Nullable Thread writer;
    private boolean expired;

    /// Marks the calling thread as writing.
    synchronized void begin() throws IOException {
        if (expired) {
            throw new IOException("The exchange was cut");
        }
        writer = Thread.currentThread();
    }

    synchronized void finish() {
        writer = null;
        if (expired) {
            var _ = Thread.interrupted();
        }
    }

    synchronized void expire() {
        expired = true;
        if (writer != null) {
            writer.interrupt();
        }
    }
}
