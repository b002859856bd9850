@NullMarked
package dev.airelay.proxy;

import org.jspecify.annotations.NullMarked;
