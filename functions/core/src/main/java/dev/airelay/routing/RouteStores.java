package dev.airelay.routing;

import dev.airelay.catalog.MemoryModelStore;
import dev.airelay.catalog.ModelStore;
import dev.airelay.pricing.MemoryPriceStore;
import dev.airelay.pricing.PriceStore;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.GroupStore;
import dev.airelay.upstream.MemoryChannelStore;
import dev.airelay.upstream.MemoryGroupStore;

/// Where everything is kept for good by which requests find their way. Whoever changes something in
/// one of them announces it by [dev.airelay.access.Revisions#routesChanged()].
public record RouteStores(
        ChannelStore channels, GroupStore groups, ModelStore models, PriceStore prices) {
    /// In this process only.
    public static RouteStores inMemory() {
        return new RouteStores(
                new MemoryChannelStore(),
                new MemoryGroupStore(),
                new MemoryModelStore(),
                new MemoryPriceStore());
    }
}
