/// What a rehearsal plays on: stand-ins for Lambda's Runtime API, AWS, Redis and upstreams, on the
/// loopback of the process itself, and the requests that are played.
///
/// Knows nothing of the proxy but the wire formats that it speaks.
@NullMarked
package dev.airelay.proxy.stage;

import org.jspecify.annotations.NullMarked;
