/// What all wire formats have in common: endpoints, calls, and what each format must be able to do.
///
/// The formats themselves live in one room each and never know each other.
@NullMarked
package dev.airelay.dialect;

import org.jspecify.annotations.NullMarked;
