package dev.airelay.routing;

import static dev.airelay.routing.Channels.channel;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.catalog.MemoryModelStore;
import dev.airelay.contract.Race;
import dev.airelay.failure.StoreException;
import dev.airelay.pricing.MemoryPriceStore;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.MemoryGroupStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RouteBookTest {
    private final AtomicInteger loads = new AtomicInteger();
    private boolean away;
    private final RouteBook book =
            new RouteBook(
                    new RouteStores(
                            new ChannelStore() {
                                @Override
                                public List<Channel> all() {
                                    if (away) {
                                        throw new StoreException(
                                                "away", new IllegalStateException());
                                    }
                                    return List.of(
                                            channel("load-" + loads.incrementAndGet(), 0, 1));
                                }

                                @Override
                                public Channel save(Channel channel) {
                                    throw new UnsupportedOperationException();
                                }
                            },
                            new MemoryGroupStore(),
                            new MemoryModelStore(),
                            new MemoryPriceStore()),
                    UnpricedPolicy.FREE);

    private String under(String version) {
        return book.routes(version).members("").getFirst().channel().id();
    }

    @Test
    void loadsOnceForAVersionAndAgainForAnother() {
        assertEquals("load-1", under(""));
        assertEquals("load-1", under(""));
        assertEquals("load-2", under("v1"));
        assertEquals("load-2", under("v1"));
        assertEquals("load-3", under(""));
    }

    @Test
    void manyThatAskForANewVersionAtOnceWaitForOneLoad() throws Exception {
        under("");

        var seen = Race.run(50, _ -> () -> under("v1"));

        assertEquals(List.of("load-2"), seen.stream().distinct().toList());
        assertEquals(2, loads.get());
    }

    @Test
    void anAbsentStoreMattersOnlyWhenTheVersionIsNew() {
        under("v1");
        away = true;

        assertEquals("load-1", under("v1"));
        assertThrows(StoreException.class, () -> under("v2"));
        assertEquals("load-1", under("v1"));
    }

    @Test
    void theLatestAreThoseOfTheLastVersionAndAreLoadedOnlyOnce() {
        assertEquals("load-1", book.latest().members("").getFirst().channel().id());
        assertEquals("load-1", under(""));
        assertEquals("load-2", under("v1"));
        assertEquals("load-2", book.latest().members("").getFirst().channel().id());
    }

    @Test
    void forgetsBeforeASnapshot() {
        under("v1");

        book.forget();

        assertEquals("load-2", under("v1"));
    }
}
