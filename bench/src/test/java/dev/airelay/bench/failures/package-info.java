@NullMarked
package dev.airelay.bench.failures;

import org.jspecify.annotations.NullMarked;
