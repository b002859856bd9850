/// The demo upstream of the local runner: a provider that needs no key of anybody's and no network,
/// yet speaks the providers' dialects, streams at a believable pace and reports usage.
///
/// It is written from the providers' public documentation and shares nothing with the relay's own
/// dialects, so that a misreading on one side shows up against the other.
@NullMarked
package dev.airelay.local.demo;

import org.jspecify.annotations.NullMarked;
