@NullMarked
package dev.airelay.json;

import org.jspecify.annotations.NullMarked;
