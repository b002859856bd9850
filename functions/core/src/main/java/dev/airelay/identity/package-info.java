/// Who may sign in to the control plane: members with e-mail and password, their sign-ins, and who
/// may join.
///
/// A member is the owner of keys with what signing in needs; a sign-in is one device of theirs,
/// kept by a token that changes with each use.
@NullMarked
package dev.airelay.identity;

import org.jspecify.annotations.NullMarked;
