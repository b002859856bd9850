package dev.airelay.local.server;

import java.net.InetAddress;
import java.time.Duration;

/// How an [HttpDoor] serves.
///
/// @param address the interface to listen on
/// @param port the TCP port; 0 lets the system choose
public record DoorSettings(InetAddress address, int port, Sizes sizes, Times times) {

    /// How much a door takes, in bytes where nothing else is said.
    ///
    /// @param line the longest request line, without its end; longer ones are answered with 414
    /// @param head the longest head, and the longest trailer section; longer ones with 431
    /// @param body the largest body that handlers get whole
    /// @param bodies of all requests that are being received or served; what does not fit is a
    ///   [dev.airelay.http.BodyException]
    /// @param drained how much of a body that nobody read is read over, to keep its connection
    /// @param connections open at a time; further ones wait until they are accepted
    public record Sizes(int line, int head, int body, long bodies, int drained, int connections) {
        private static final int MIB = 1024 * 1024;

        /// 6 MiB of body, as a function URL takes
        /// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, read
        /// 2026-11-21), and for all bodies an eighth of the heap, 32 MiB at least.
        static final Sizes USUAL =
                new Sizes(
                        8 * 1024,
                        32 * 1024,
                        6 * MIB,
                        Math.max(32 * MIB, Runtime.getRuntime().maxMemory() / 8),
                        256 * 1024,
                        2_048);
    }

    /// How long a door waits.
    ///
    /// @param head from a request's first byte, or a connection's beginning, to the end of its head
    /// @param idle on a kept connection for the next request's first byte
    /// @param bodySilence for more of a body
    /// @param body for a body from its first byte to its last
    /// @param allowed from the end of a head to the deadline of its request's cancellation
    /// @param lastWords how long a cut exchange may still write; an exchange is cut for its
    ///   deadline this much earlier
    /// @param unwatched from the end of a request until its client is watched for leaving
    /// @param linger how long a connection that is being closed is read on, so that its client gets
    ///   the answer although it is still sending
    /// @param close how long closing the door waits for handlers
    public record Times(
            Duration head,
            Duration idle,
            Duration bodySilence,
            Duration body,
            Duration allowed,
            Duration lastWords,
            Duration unwatched,
            Duration linger,
            Duration close) {
        /// 15 minutes for a request, as a function URL allows.
        static final Times USUAL =
                new Times(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(15),
                        Duration.ofMillis(1_500),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10));

        /// @param reading see `head`, `bodySilence` and `body`
        Times withReading(Duration reading) {
            return new Times(
                    reading, idle, reading, reading, allowed, lastWords, unwatched, linger, close);
        }

        /// @param waiting see `idle`
        Times withIdle(Duration waiting) {
            return new Times(
                    head, waiting, bodySilence, body, allowed, lastWords, unwatched, linger, close);
        }

        /// @param serving see `allowed`
        /// @param words see `lastWords`
        Times withAllowed(Duration serving, Duration words) {
            return new Times(
                    head, idle, bodySilence, body, serving, words, unwatched, linger, close);
        }
    }

    /// Loopback only, with the usual limits.
    public static DoorSettings loopback(int port) {
        return new DoorSettings(InetAddress.getLoopbackAddress(), port, Sizes.USUAL, Times.USUAL);
    }

    DoorSettings withTimes(Times other) {
        return new DoorSettings(address, port, sizes, other);
    }

    /// @param body the largest body that handlers get whole
    /// @param bodies of all requests at a time
    DoorSettings withBodies(int body, long bodies) {
        var other =
                new Sizes(
                        sizes.line(),
                        sizes.head(),
                        body,
                        bodies,
                        sizes.drained(),
                        sizes.connections());
        return new DoorSettings(address, port, other, times);
    }
}
