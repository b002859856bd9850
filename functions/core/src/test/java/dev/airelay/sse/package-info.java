@NullMarked
package dev.airelay.sse;

import org.jspecify.annotations.NullMarked;
