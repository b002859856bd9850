/// JSON as bytes: finding fields without building a tree, and changing single values without
/// touching the rest.
///
/// Bodies that go through in the client's own dialect must arrive as they were sent; this room is
/// how.
@NullMarked
package dev.airelay.json;

import org.jspecify.annotations.NullMarked;
