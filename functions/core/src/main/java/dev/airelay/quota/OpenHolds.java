package dev.airelay.quota;

import java.time.Duration;
import java.util.List;

/// What a gate holds and should not hold any more: requests that nobody reconciled, and costs whose
/// booking nobody told. For the sweep. Safe for many threads.
///
/// Every method throws [dev.airelay.failure.StoreException] when the counters do not answer.
public interface OpenHolds {
    /// Holds of all users whose lease ended, or whose reconciliation was, at least so long ago.
    ///
    /// @param most at most so many
    List<Hold> open(Duration ago, int most);

    /// Gives back what a request holds that nobody will reconcile; nothing when it was reconciled
    /// after all.
    void release(Hold hold);
}
