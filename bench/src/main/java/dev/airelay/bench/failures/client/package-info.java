/// A client on bare sockets that notes what it gets, and when, and believes nothing.
@NullMarked
package dev.airelay.bench.failures.client;

import org.jspecify.annotations.NullMarked;
