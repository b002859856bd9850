/// What every function stands on, put together once: the clients of AWS and Redis, the books, the
/// routes and the gate.
///
/// With `gates` the one room of the platform that knows others: a function's wiring would otherwise
/// say the same once more.
@NullMarked
package dev.airelay.platform.backbone;

import org.jspecify.annotations.NullMarked;
