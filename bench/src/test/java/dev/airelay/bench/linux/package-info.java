@NullMarked
package dev.airelay.bench.linux;

import org.jspecify.annotations.NullMarked;
