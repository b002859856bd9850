/// How often somebody may be wrong: tries of gift codes and passwords, by whom and from where.
///
/// Who counts them is the platform's affair.
@NullMarked
package dev.airelay.guess;

import org.jspecify.annotations.NullMarked;
