/// Channels that are asked whether they work, by schedule or because somebody wants to know, and
/// what follows from their answer.
///
/// Knows nothing of clients: what is asked is made up here.
@NullMarked
package dev.airelay.probing;

import org.jspecify.annotations.NullMarked;
