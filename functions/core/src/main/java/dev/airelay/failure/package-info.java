/// Everything that can go wrong with a request, named once.
///
/// Each dialect turns a failure into its own words by an exhaustive switch; nothing else decides by
/// error text.
@NullMarked
package dev.airelay.failure;

import org.jspecify.annotations.NullMarked;
