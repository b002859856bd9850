/// What a request used and how it ended: the one row that log, charge and statistics are read from.
///
/// The row is written once per request id.
@NullMarked
package dev.airelay.usage;

import org.jspecify.annotations.NullMarked;
