package dev.airelay.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where plans of users are kept for good: one a user. Safe for use by many threads.
///
/// Writes are conditional on the record's revision, store `revision + 1` and return the record as
/// stored; a lost race throws [dev.airelay.failure.StaleRecordException]. Every method throws
/// [dev.airelay.failure.StoreException] when the store does not answer.
public interface SubscriptionStore {
    /// Strongly consistent.
    ///
    /// @throws dev.airelay.failure.UnreadableRecordException for a plan of which this version
    ///   cannot make sense
    Optional<Subscription> find(String userId);

    /// Creates (revision 0) or changes a user's.
    Subscription save(Subscription subscription);

    /// Removes a user's, if it is still this one.
    void remove(Subscription subscription);

    /// Those whose current period has ended, soonest ended first. One that was changed a moment ago
    /// may be missing, or be there as it was.
    ///
    /// @param most at most so many
    List<Subscription> due(Instant now, int most);
}
