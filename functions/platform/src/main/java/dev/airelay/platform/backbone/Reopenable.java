package dev.airelay.platform.backbone;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something with connections that is opened when it is first needed, and again after it was
/// closed, so that no socket is part of a snapshot. Safe for use by many threads.
public final class Reopenable<T extends AutoCloseable> implements Supplier<T>, AutoCloseable {
    private final Supplier<T> open;
    private volatile @Nullable T current;

    public Reopenable(Supplier<T> open) {
        this.open = open;
    }

    @Override
    public T get() {
        T opened = current;
        return opened == null ? openOnce() : opened;
    }

    private synchronized T openOnce() {
        T opened = current;
        if (opened == null) {
            opened = open.get();
            current = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        T opened = current;
        current = null;
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client could not be closed", e);
        }
    }
}
