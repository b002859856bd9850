/// The accounts we call: channels, where they lead, and one HTTP call to one of them.
///
/// Which channel is chosen is the router's business, how bytes are moved the platform's.
@NullMarked
package dev.airelay.upstream;

import org.jspecify.annotations.NullMarked;
