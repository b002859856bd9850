@NullMarked
package dev.airelay.bench.failures.scenario;

import org.jspecify.annotations.NullMarked;
