@NullMarked
package dev.airelay.coding;

import org.jspecify.annotations.NullMarked;
