package dev.airelay.quota;

import java.time.Duration;
import java.util.List;

/// What a gate holds and should not hold any more: requests that nobody settled, and costs whose
/// booking nobody told. For the sweep. Safe for many threads.
///
/// Every method throws [dev.airelay.failure.StoreException] when the counters do not answer.
public interface OpenHolds {
    /// Holds of all users whose lease ended, or whose settlement was, at least so long ago.
    ///
    /// @param most at most so many
    List<Hold> open(Duration ago, int most);

    /// Gives back what a request holds that nobody will settle; nothing when it was settled after
    /// all.
    void release(Hold hold);
}
