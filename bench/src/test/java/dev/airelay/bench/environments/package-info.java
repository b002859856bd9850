@NullMarked
package dev.airelay.bench.environments;

import org.jspecify.annotations.NullMarked;
