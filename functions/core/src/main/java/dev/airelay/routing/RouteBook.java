package dev.airelay.routing;

import dev.airelay.pricing.PriceBook;
import dev.airelay.pricing.PriceList;
import dev.airelay.pricing.Tariffs;
import dev.airelay.pricing.UnpricedPolicy;
import org.jspecify.annotations.Nullable;

/// Channels, groups, models and prices as one process knows them, loaded again when somebody
/// announced a change and never otherwise.
///
/// Safe for use by many threads; those that ask for a new version at once wait for one load.
public final class RouteBook {
    private record Snapshot(String version, Routes routes) {}

    private final RouteStores stores;
    private final UnpricedPolicy unpriced;
    private volatile @Nullable Snapshot snapshot;

    public RouteBook(RouteStores stores, UnpricedPolicy unpriced) {
        this.stores = stores;
        this.unpriced = unpriced;
    }

    /// The routes in force under this version, which the gate told.
    ///
    /// @throws dev.airelay.failure.StoreException when they must be loaded and the store does not
    ///   answer
    public Routes routes(String version) {
        Snapshot current = snapshot;
        if (current != null && current.version.equals(version)) {
            return current.routes;
        }
        synchronized (this) {
            current = snapshot;
            if (current == null || !current.version.equals(version)) {
                current = new Snapshot(version, load());
                snapshot = current;
            }
            return current.routes;
        }
    }

    /// The routes that were in force when somebody last asked for a version: good enough to guess
    /// by. Loaded when there are none.
    ///
    /// @throws dev.airelay.failure.StoreException as [#routes(String)]
    public Routes latest() {
        Snapshot current = snapshot;
        return current == null ? routes("") : current.routes;
    }

    private Routes load() {
        PriceList list = stores.prices().read();
        return new Routes(
                stores.channels().all(),
                stores.groups().all(),
                stores.models().all(),
                new Tariffs(new PriceBook(list.prices()), list.multipliers(), unpriced));
    }

    /// Forgets everything, as before a snapshot of the process is taken.
    public void forget() {
        snapshot = null;
    }
}
