/// What pictures, sounds and documents count in tokens, told from their first bytes and their
/// sizes.
@NullMarked
package dev.airelay.media;

import org.jspecify.annotations.NullMarked;
