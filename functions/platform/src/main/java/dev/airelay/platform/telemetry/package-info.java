/// What the product says about itself while it runs.
///
/// Log lines are JSON on standard output, where Lambda and every container platform collect them.
@NullMarked
package dev.airelay.platform.telemetry;

import org.jspecify.annotations.NullMarked;
