package dev.airelay.routing;

import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The channels as one process knows them, loaded again when somebody announced a change and never
/// otherwise.
///
/// Safe for use by many threads; those that ask for a new version at once wait for one load.
public final class RouteBook {
    private record Snapshot(String version, List<Channel> channels) {}

    private final ChannelStore store;
    private volatile @Nullable Snapshot snapshot;

    public RouteBook(ChannelStore store) {
        this.store = store;
    }

    /// The channels in force under this version, which the gate told.
    ///
    /// @throws dev.airelay.failure.StoreException when they must be loaded and the store does not
    ///   answer
    public List<Channel> channels(String version) {
        Snapshot current = snapshot;
        if (current != null && current.version.equals(version)) {
            return current.channels;
        }
        synchronized (this) {
            current = snapshot;
            if (current == null || !current.version.equals(version)) {
                current = new Snapshot(version, List.copyOf(store.all()));
                snapshot = current;
            }
            return current.channels;
        }
    }

    /// Forgets everything, as before a snapshot of the process is taken.
    public void forget() {
        snapshot = null;
    }
}
