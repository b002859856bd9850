/// The models that clients may ask for by name, beyond what each channel says it serves.
///
/// A model that nobody wrote down here is simply itself.
@NullMarked
package dev.airelay.catalog;

import org.jspecify.annotations.NullMarked;
