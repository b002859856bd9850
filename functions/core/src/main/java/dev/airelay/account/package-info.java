/// What users own: balances, and the ledger that explains every change of one.
///
/// A balance changes only together with a ledger entry, so that at every moment the entries of a
/// user add up to the balance.
@NullMarked
package dev.airelay.account;

import org.jspecify.annotations.NullMarked;
