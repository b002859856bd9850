/// The gate that admits a request in one step and reconciles it exactly once.
///
/// Its adapters decide where the counters live; the rules are a contract that all of them pass.
@NullMarked
package dev.airelay.quota;

import org.jspecify.annotations.NullMarked;
