/// Passwords made into what may be stored.
///
/// The only room that knows the library for it.
@NullMarked
package dev.airelay.platform.passwords;

import org.jspecify.annotations.NullMarked;
