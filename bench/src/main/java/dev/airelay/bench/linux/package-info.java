/// What Linux tells about other processes, and how it holds them: CPU, memory, stops, shares.
@NullMarked
package dev.airelay.bench.linux;

import org.jspecify.annotations.NullMarked;
