/// Who is calling: keys, their owners, and the check at the door.
///
/// A key is known by a keyed hash only; its text exists for the moment in which it is issued or
/// presented. Its owner may give it another text, and the old one works on for a while. Sessions
/// are proved by tokens, under keys that are rotated.
@NullMarked
package dev.airelay.access;

import org.jspecify.annotations.NullMarked;
