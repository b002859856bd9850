/// Numbers that stand for texts, the same in every process.
@NullMarked
package dev.airelay.hash;

import org.jspecify.annotations.NullMarked;
