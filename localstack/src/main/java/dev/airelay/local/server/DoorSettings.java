package dev.airelay.local.server;

import java.net.InetAddress;
import java.time.Duration;

/// How an [HttpDoor] serves.
///
/// @param address the interface to listen on
/// @param port the TCP port; 0 lets the system choose
/// @param bodyLimit the largest request body that handlers get whole, in bytes
/// @param timeAllowed from the arrival of a request to the deadline of its lifeline
/// @param lastWords how long a cut exchange may still write; an exchange is cut for its deadline
///   this much earlier
/// @param closeGrace how long closing waits for handlers
public record DoorSettings(
        InetAddress address,
        int port,
        int bodyLimit,
        Duration timeAllowed,
        Duration lastWords,
        Duration closeGrace) {

    /// Loopback only, with the limits that a function URL has: 6 MiB of request and 15 minutes
    /// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, read 2026-11-21).
    public static DoorSettings loopback(int port) {
        return new DoorSettings(
                InetAddress.getLoopbackAddress(),
                port,
                6 * 1024 * 1024,
                Duration.ofMinutes(15),
                Duration.ofMillis(1_500),
                Duration.ofSeconds(10));
    }

    public DoorSettings withAddress(InetAddress other) {
        return new DoorSettings(other, port, bodyLimit, timeAllowed, lastWords, closeGrace);
    }

    public DoorSettings withBodyLimit(int other) {
        return new DoorSettings(address, port, other, timeAllowed, lastWords, closeGrace);
    }

    /// @param allowed see `timeAllowed`
    /// @param words see `lastWords`
    public DoorSettings withTimes(Duration allowed, Duration words) {
        return new DoorSettings(address, port, bodyLimit, allowed, words, closeGrace);
    }
}
