/// Content codings: bodies that came compressed, read as what they say.
///
/// Whatever is decoded is decoded within bounds, since a few bytes may claim to be gigabytes.
@NullMarked
package dev.airelay.coding;

import org.jspecify.annotations.NullMarked;
