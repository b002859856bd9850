package dev.airelay.local.server;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies a door may still hold. Safe for use by many threads.
final class BodyRoom {
    private final AtomicLong left;

    BodyRoom(long bytes) {
        left = new AtomicLong(bytes);
    }

    /// @return whether there was so much; nothing is taken when not
    boolean take(long bytes) {
        long now = left.get();
        while (now >= bytes) {
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
            now = left.get();
        }
        return false;
    }

    void giveBack(long bytes) {
        var _ = left.addAndGet(bytes);
    }
}
