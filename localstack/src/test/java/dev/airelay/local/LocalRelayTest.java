package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LocalRelayTest {
    @Test
    void recordsThatPileUpHoldTheirConnections() {
        var stores = new Semaphore(0);
        var ranBy = new AtomicReference<Thread>();
        try (var beside = LocalRelay.besideConnections()) {
            for (int i = 0; i < LocalRelay.RECORDED_BESIDE_CONNECTIONS; i++) {
                beside.execute(stores::acquireUninterruptibly);
            }
            beside.execute(() -> ranBy.set(Thread.currentThread()));
            assertEquals(Thread.currentThread(), ranBy.get());
            stores.release(LocalRelay.RECORDED_BESIDE_CONNECTIONS);
        }
    }
}
