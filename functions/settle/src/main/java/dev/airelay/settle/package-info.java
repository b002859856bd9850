/// The function that books what requests cost, fed by the stream of usage records.
@NullMarked
package dev.airelay.settle;

import org.jspecify.annotations.NullMarked;
