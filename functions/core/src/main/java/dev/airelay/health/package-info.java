/// How well each channel does, as all processes see it together, and what follows from that.
///
/// The rules are pure; where the notes are kept is an adapter's business.
@NullMarked
package dev.airelay.health;

import org.jspecify.annotations.NullMarked;
