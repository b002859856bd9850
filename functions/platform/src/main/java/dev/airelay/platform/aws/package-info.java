/// What the clients of all AWS services have in common.
///
/// Each service's own client lives in one room of its own.
@NullMarked
package dev.airelay.platform.aws;

import org.jspecify.annotations.NullMarked;
