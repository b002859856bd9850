@NullMarked
package dev.airelay.local.through;

import org.jspecify.annotations.NullMarked;
