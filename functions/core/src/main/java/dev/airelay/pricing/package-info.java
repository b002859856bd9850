/// What tokens cost: prices with the time from which they hold, and the arithmetic that turns a
/// request's tokens into money, exactly.
///
/// A price never changes once it is in force; a new one is another version with a later start.
@NullMarked
package dev.airelay.pricing;

import org.jspecify.annotations.NullMarked;
