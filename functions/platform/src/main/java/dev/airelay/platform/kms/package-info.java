/// Upstream keys under envelope encryption, by AWS KMS.
///
/// The only room that knows the KMS client.
@NullMarked
package dev.airelay.platform.kms;

import org.jspecify.annotations.NullMarked;
