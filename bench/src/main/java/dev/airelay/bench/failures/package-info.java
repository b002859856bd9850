/// The failure suite: every way in which an upstream or a client may fail, played against a running
/// gateway, and judged from what the client got and the upstream saw.
@NullMarked
package dev.airelay.bench.failures;

import org.jspecify.annotations.NullMarked;
