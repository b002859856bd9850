/// Who somebody is: sessions as signed JSON web tokens.
///
/// The only room that knows the library for them.
@NullMarked
package dev.airelay.platform.identity;

import org.jspecify.annotations.NullMarked;
