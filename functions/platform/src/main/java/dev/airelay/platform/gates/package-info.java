/// Puts the gate together that the settings choose, for every function that has one.
///
/// It knows several other rooms: a gate in Redis with one in DynamoDB behind it is made of both.
@NullMarked
package dev.airelay.platform.gates;

import org.jspecify.annotations.NullMarked;
