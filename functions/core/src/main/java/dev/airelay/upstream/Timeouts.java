package dev.airelay.upstream;

import java.time.Duration;

/// How patient the relay is with one channel.
///
/// @param connect until the TCP and TLS handshakes are done
/// @param firstByte from the request being sent until the answer's head, and from the head until
///   the first bytes of its body
/// @param idle between two reads of a body that has begun
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(120), Duration.ofSeconds(60));
}
