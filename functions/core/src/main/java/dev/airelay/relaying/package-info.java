/// The walk of one request: from the front door over the gate and a channel to the usage record.
///
/// The only room that sees many others.
@NullMarked
package dev.airelay.relaying;

import org.jspecify.annotations.NullMarked;
