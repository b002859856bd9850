package dev.airelay.account;

/// The sums of what was charged, kept up together with the charges: each request is in them exactly
/// once. Safe for use by many threads.
public interface TallyStore {
    /// The tally of a subject in one period; [Tally#NONE] when nothing was counted.
    ///
    /// Hours and days are kept for every subject, months and [Period#EVER] for users and keys.
    ///
    /// @param period its name, see [Period#of]
    /// @throws dev.airelay.failure.StoreException when the store does not answer
    Tally tally(Subject subject, Period kind, String period);
}
