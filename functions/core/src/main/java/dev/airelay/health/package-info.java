/// How well each channel does, as all processes see it together, and what follows from that. No
/// asker's own requests make a channel look ill to another one.
///
/// The rules are pure; where the notes are kept is an adapter's business.
@NullMarked
package dev.airelay.health;

import org.jspecify.annotations.NullMarked;
