/// Measures the relay as its users would meet it: over sockets, beside what it is compared with.
///
/// The load generator and the upstream share the machine with whatever is measured, so numbers
/// compare; they do not add up to what a larger machine would do.
@NullMarked
package dev.airelay.bench;

import org.jspecify.annotations.NullMarked;
