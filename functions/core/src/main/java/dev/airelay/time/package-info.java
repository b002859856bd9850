/// Time as something handed in, so that every rule about it can be tested without waiting.
///
/// Adapters in the platform supply the real clocks.
@NullMarked
package dev.airelay.time;

import org.jspecify.annotations.NullMarked;
