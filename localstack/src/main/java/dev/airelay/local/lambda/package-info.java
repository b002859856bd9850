/// Lambda on one machine: the Runtime API, execution environments and a function URL, for zips with
/// an exec wrapper.
///
/// It exists because the public emulators do not stream
/// (https://github.com/aws/aws-lambda-runtime-interface-emulator/issues/175, read 2026-11-21); the
/// zip that is deployed runs here unchanged. Real snapshots cannot be shown: a restore is the same
/// process that was blocked.
@NullMarked
package dev.airelay.local.lambda;

import org.jspecify.annotations.NullMarked;
