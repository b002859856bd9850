package dev.airelay.http;

import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
public interface Pause {
    /// Returns when so much time has passed, or earlier when the exchange is cut.
    void pause(Duration length, Cancellation cancellation);
}
