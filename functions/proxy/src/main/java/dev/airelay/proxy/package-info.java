/// The data plane as one deployable: reads its settings, puts adapters and core together, serves
/// `/v1`.
///
/// The same wiring runs in a Lambda environment and behind the local runner's server.
@NullMarked
package dev.airelay.proxy;

import org.jspecify.annotations.NullMarked;
