/// What the contracts of several rooms need to put an adapter to the test.
///
/// The contracts themselves stand in the rooms whose ports they speak for.
@NullMarked
package dev.airelay.contract;

import org.jspecify.annotations.NullMarked;
