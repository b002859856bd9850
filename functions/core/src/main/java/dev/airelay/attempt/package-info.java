/// One attempt: one channel asked once, until it says something or fails, and its answer on the way
/// to the client.
///
/// Knows nothing of other candidates; whom to ask next, and what a failure means for them, is the
/// affair of `relaying`.
@NullMarked
package dev.airelay.attempt;

import org.jspecify.annotations.NullMarked;
