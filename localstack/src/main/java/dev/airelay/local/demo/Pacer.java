package dev.airelay.local.demo;

import java.time.Duration;

/// How fast the demo upstream talks. Called by many threads at once.
@FunctionalInterface
public interface Pacer {
    /// Blocks until a token may leave.
    ///
    /// @param index of the token in its answer; 0 is the first, which takes longest
    void awaitToken(int index) throws InterruptedException;

    /// No waiting at all: for tests and load.
    static Pacer none() {
        return index -> {};
    }

    /// A quarter of a second to the first token, then fifty tokens a second.
    static Pacer realistic() {
        var first = Duration.ofMillis(250);
        var next = Duration.ofMillis(20);
        return index -> Thread.sleep(index == 0 ? first : next);
    }
}
