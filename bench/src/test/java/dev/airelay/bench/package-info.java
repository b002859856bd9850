@NullMarked
package dev.airelay.bench;

import org.jspecify.annotations.NullMarked;
