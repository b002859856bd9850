/// From usage records to books: what requests cost is taken from their users' balances.
///
/// The only way in which a request changes a balance.
@NullMarked
package dev.airelay.folding;

import org.jspecify.annotations.NullMarked;
