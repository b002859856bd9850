/// What one Lambda environment of the proxy takes: to start, and for its first requests.
@NullMarked
package dev.airelay.bench.environments;

import org.jspecify.annotations.NullMarked;
