@NullMarked
package dev.airelay.verdict;

import org.jspecify.annotations.NullMarked;
