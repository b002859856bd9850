/// Which channels may serve a request, and in which order.
///
/// Pure decisions over a snapshot that the caller hands in.
@NullMarked
package dev.airelay.routing;

import org.jspecify.annotations.NullMarked;
