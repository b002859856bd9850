@NullMarked
package dev.airelay.local;

import org.jspecify.annotations.NullMarked;
