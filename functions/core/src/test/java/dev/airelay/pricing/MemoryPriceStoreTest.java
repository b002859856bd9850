package dev.airelay.pricing;

final class MemoryPriceStoreTest implements PriceStoreContract {
    private final MemoryPriceStore store = new MemoryPriceStore();

    @Override
    public PriceStore store() {
        return store;
    }
}
