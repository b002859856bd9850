/// Puts the gate together that the settings choose, for every function that has one.
///
/// The one room of the platform that knows several others: a gate in Redis with one in DynamoDB
/// behind it is made of both.
@NullMarked
package dev.airelay.platform.gates;

import org.jspecify.annotations.NullMarked;
