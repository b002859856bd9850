/// How much a key or a user may do, and how much of it is left.
///
/// Only the numbers live here; who counts them is the gate's affair.
@NullMarked
package dev.airelay.limit;

import org.jspecify.annotations.NullMarked;
