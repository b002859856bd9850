package dev.airelay.local;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// Things that were started, to be closed in reverse; one that cannot be closed does not keep the
/// others.
final class Closeables implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Closeables.class.getName());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    synchronized <P extends AutoCloseable> P add(P part) {
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, part.getClass().getSimpleName() + " could not be closed", e);
            }
        }
    }
}
