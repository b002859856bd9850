/// What stores share that keep records in this process only: for trying the relay without a
/// database.
@NullMarked
package dev.airelay.memory;

import org.jspecify.annotations.NullMarked;
