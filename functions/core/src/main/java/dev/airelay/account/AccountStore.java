package dev.airelay.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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

    /// Begins or ends a plan's period, unless an entry with its id is in the user's ledger, or the
    /// user's credit ends later than what the renewal follows.
    Booking renew(Renewal renewal);

    /// Books what requests cost and counts them in their tallies: one entry with the sum of those
    /// that were not booked before.
    ///
    /// @param charges of one user, with different request ids, at most what [Charges#steps] puts
    ///   together; those without a cost are noted and counted too
    /// @param bookedAt the time of the entry
    Booking charge(List<Charge> charges, Instant bookedAt);

    /// Those of the user's requests whose charges are booked.
    Set<String> charged(String userId, Collection<String> requestIds);

    /// The latest entries, newest first.
    ///
    /// @param limit at most so many, 1 to 1,000
    List<Entry> entries(String userId, int limit);

    /// How many rows one step may change
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html,
    /// read 2026-11-21).
    int MOST_ROWS = 100;

    /// How many charges one step may have: as many as their ids let the line that books them be
    /// read as one unit, which is 4 KB
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html,
    /// read 2026-11-21).
    int MOST_CHARGES = 80;

    /// How a booking ended.
    ///
    /// @param after the account as it is now
    /// @param booked whether this call changed anything; false when all of it was booked before or
    ///   came too late
    record Booking(Account after, boolean booked) {}
}
