package dev.airelay.platform.http;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.json.Spliced;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamCall;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// Loads and initialises what the first call would otherwise pay for, and leaves nothing open.
final class Priming {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private Priming() {}

    /// Makes the first message of a handshake: trust store, key exchange, randomness.
    static void greet(SSLContext tls) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(true);
        try {
            engine.beginHandshake();
            int size = engine.getSession().getPacketBufferSize();
            engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(size));
        } catch (SSLException unusable) {
            throw new IllegalStateException("TLS is not usable", unusable);
        }
    }

    /// One exchange with ourselves.
    static void rehearse() {
        try (var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var client =
                        new HttpUpstreamClient(
                                new AddressGuard(AddressPolicy.ALLOW_LOOPBACK),
                                InstantSource.system())) {
            Thread.ofVirtual().start(() -> answer(listener));
            var call =
                    new UpstreamCall(
                            "POST",
                            URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/"),
                            Headers.of("content-type", "application/json"),
                            Spliced.unchanged(new byte[0]));
            try (var answer = client.call(call, Timeouts.DEFAULT, new Cancellation(Instant.MAX))) {
                answer.read(new byte[1], 0, 1);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static void answer(ServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.getOutputStream().write(ANSWER);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The other side says what went wrong.
        }
    }
}
