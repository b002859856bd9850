package dev.airelay.quota;

/// Decides whether a request may start, and takes everything it needs in the same atomic step:
/// requests and tokens of a minute, a slot, money and budgets. Safe for many threads.
///
/// Limits are GCRA (a bucket that refills evenly:
/// https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm, read 2026-11-21). A refused request
/// burns nothing. Both methods throw [StoreException] when the counters do not answer.
///
/// Money that was taken stays taken until the books have it: a hold becomes a charge at
/// reconciliation (of nothing, if need be, since its record must not be lost either), and the
/// charge goes when its booking is told ([dev.airelay.account.BalanceListener], which every gate is
/// too).
public interface Gate {
    /// One round trip. Asking again with the id of a request that is still in flight takes nothing
    /// but the money that it may cost more than is held for it; when that is refused, what is held
    /// stays.
    Admission admit(AdmissionRequest ask);

    /// Gives back the slot, and the difference between estimate and truth; a truth above the
    /// estimate is taken, never refused. Reconciling twice, or without an admission, changes
    /// nothing.
    ///
    /// @return whether this call reconciled it
    boolean reconcile(Reconciliation reconciliation);
}
