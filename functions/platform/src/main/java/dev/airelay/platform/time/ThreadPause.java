package dev.airelay.platform.time;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Has the calling thread wait. An interrupt ends the wait and stays set.
public final class ThreadPause implements Pause {
    @Override
    public void pause(Duration length, Cancellation cancellation) {
        var cut = new CountDownLatch(1);
        try (var _ = cancellation.onCancel(cut::countDown)) {
            var _ = cut.await(length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
