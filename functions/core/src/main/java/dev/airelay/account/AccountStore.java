package dev.airelay.account;

import java.time.Instant;
import java.util.List;

/// Where balances and ledgers are kept for good. Safe for use by many threads.
///
/// Every method throws [dev.airelay.failure.StoreException] when the store does not answer; booking
/// may then be repeated.
public interface AccountStore {
    /// The account as the last finished booking left it; an empty one for an unknown user.
    Account account(String userId);

    /// Books an entry, unless one with its id is in the user's ledger: balance and entry change
    /// together or not at all.
    Booking book(Entry entry);

    /// Books what requests cost: one entry with the sum of those that were not booked before.
    ///
    /// @param charges of one user, at most [#MOST_CHARGES], with different request ids; those
    ///   without a cost are noted too
    /// @param bookedAt the time of the entry
    Booking charge(List<Charge> charges, Instant bookedAt);

    /// The latest entries, newest first.
    ///
    /// @param limit at most so many, 1 to 1,000
    List<Entry> entries(String userId, int limit);

    /// How many charges fit into one step.
    int MOST_CHARGES = 25;

    /// How a booking ended.
    ///
    /// @param after the account as it is now
    /// @param booked whether this call changed anything; false when all of it was booked before
    record Booking(Account after, boolean booked) {}
}
