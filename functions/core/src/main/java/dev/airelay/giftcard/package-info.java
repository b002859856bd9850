/// Gift cards: codes that are worth money once.
///
/// Nobody can read a code again after its card was made: what is kept is its keyed hash. A card is
/// redeemed in the same step that books its amount, so that it pays once or not at all.
@NullMarked
package dev.airelay.giftcard;

import org.jspecify.annotations.NullMarked;
