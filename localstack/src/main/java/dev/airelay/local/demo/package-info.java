/// x
@NullMarked
package dev.airelay.local.demo;

import org.jspecify.annotations.NullMarked;
