/// Money as integers: the one unit in which prices, holds and balances are counted.
///
/// Nothing here knows who pays or why.
@NullMarked
package dev.airelay.money;

import org.jspecify.annotations.NullMarked;
