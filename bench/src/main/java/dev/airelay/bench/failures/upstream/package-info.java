/// An upstream on bare sockets that fails as it is told, and remembers who called when.
@NullMarked
package dev.airelay.bench.failures.upstream;

import org.jspecify.annotations.NullMarked;
