/// What goes wrong, one class each: the upstream's part, the client's part, and what passes.
@NullMarked
package dev.airelay.bench.failures.scenario;

import org.jspecify.annotations.NullMarked;
