/// The function that makes, lists, disables and redeems gift cards, for the control plane.
@NullMarked
package dev.airelay.giftcards;

import org.jspecify.annotations.NullMarked;
