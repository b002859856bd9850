/// Whose fault it is that an upstream did not answer, and what of its words may be shown.
///
/// The only room that looks at an upstream's status codes and error words; the sources are in
/// `docs/dialects/errors.md`.
@NullMarked
package dev.airelay.verdict;

import org.jspecify.annotations.NullMarked;
