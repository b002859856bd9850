package dev.airelay.upstream;

import java.time.Duration;

/// How patient the relay is with one channel.
///
/// @param connect until the TCP and TLS handshakes are done
/// @param firstToken from the call until a streamed answer says something; heads, pings and frames
///   that only announce do not count
/// @param idle between two reads of a body that has begun
/// @param total from the call to the end of the answer
public record Timeouts(Duration connect, Duration firstToken, Duration idle, Duration total) {
    public static final Timeouts DEFAULT =
            new Timeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(14));

    /// For an answer in one piece, of which nothing is seen until it is finished: only the total
    /// limits it.
    public Timeouts forWhole() {
        return new Timeouts(connect, total.plusSeconds(1), idle, total);
    }
}
