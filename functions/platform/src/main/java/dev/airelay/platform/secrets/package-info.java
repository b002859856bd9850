/// The deployment's own secrets, from AWS Secrets Manager.
///
/// The only room that knows its client.
@NullMarked
package dev.airelay.platform.secrets;

import org.jspecify.annotations.NullMarked;
