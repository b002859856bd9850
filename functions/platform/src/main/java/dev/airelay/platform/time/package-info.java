/// Time that really passes, behind the core's ports.
@NullMarked
package dev.airelay.platform.time;

import org.jspecify.annotations.NullMarked;
