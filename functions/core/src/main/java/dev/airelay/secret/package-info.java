/// Values that nobody may read by accident: plain ones that print as stars, and sealed ones that
/// are safe to store.
///
/// The [dev.airelay.secret.Vault] turns one into the other under a record's identity.
@NullMarked
package dev.airelay.secret;

import org.jspecify.annotations.NullMarked;
