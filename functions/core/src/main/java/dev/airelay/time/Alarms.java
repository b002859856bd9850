package dev.airelay.time;

import java.time.Duration;

/// Has something done later, unless it is called off. Safe for use by many threads.
@FunctionalInterface
public interface Alarms {
    /// @param ring runs once, on a thread of its own, so that it may block; what it throws is
    ///   logged
    Alarm after(Duration wait, Runnable ring);

    /// Something that is still to be done.
    @FunctionalInterface
    interface Alarm extends AutoCloseable {
        /// Calls it off; does nothing once it rang. May return while it rings.
        @Override
        void close();
    }
}
