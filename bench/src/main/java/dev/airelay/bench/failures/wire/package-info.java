/// What both sides of the failure suite agree on: dialects, and the text of a right answer.
@NullMarked
package dev.airelay.bench.failures.wire;

import org.jspecify.annotations.NullMarked;
