package dev.airelay.platform.lambda;

import java.time.Duration;

/// How much one streamed reply may hold, send and wait.
///
/// @param queuedBytes bytes accepted from the handler and not yet taken by the socket; at this
///   point writes block
/// @param spareBytes the part of `queuedBytes`, and the amount beyond `totalBytes`, that is kept
///   for the in-band error of a reply that was told to stop
/// @param totalBytes body bytes of one reply
/// @param grace how long after the exchange was cut writes may still wait for room
record StreamLimits(int queuedBytes, int spareBytes, long totalBytes, Duration grace) {
    /// Lambda streams 200 MB at most, so the edge stops in-band at 190 MB. Source:
    /// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html> (read 2026-11-21).
    static final StreamLimits LAMBDA =
            new StreamLimits(256 * 1024, 8 * 1024, 190_000_000, Duration.ofMillis(300));
}
