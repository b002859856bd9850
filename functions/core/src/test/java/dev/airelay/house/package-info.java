@NullMarked
package dev.airelay.house;

import org.jspecify.annotations.NullMarked;
