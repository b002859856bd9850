package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Streams one reply to nobody before the snapshot is taken, so that the first one after a restore
/// finds the edge's classes loaded.
///
/// The handler is not asked: what it needs is primed by the application's own hooks. A rehearsal
/// that fails is only logged.
final class Rehearsal {
    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int PATIENCE_MILLIS = 2000;
    private static final byte[] EVENT =
            utf8(
                    "{\"rawPath\":\"/\",\"rawQueryString\":\"\",\"headers\":{\"host\":\"rehearsal\"},\"cookies\":[\"a=1\"],"
                            + "\"requestContext\":{\"http\":{\"method\":\"POST\",\"sourceIp\":\"127.0.0.1\"}},"
                            + "\"body\":\"\\u0022\",\"isBase64Encoded\":false}");

    private Rehearsal() {}

    static void run() {
        try (var stage = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().name("rehearsal").start(() -> confirmOne(stage));
            stream(new RuntimeApi("127.0.0.1:" + stage.getLocalPort(), Thread::sleep));
        } catch (IOException | BadEventException e) {
            LOG.log(Level.WARNING, "the rehearsal failed", e);
        }
    }

    private static void stream(RuntimeApi api) throws IOException, BadEventException {
        var fields =
                Headers.builder()
                        .add("lambda-runtime-aws-request-id", "rehearsal")
                        .add("lambda-runtime-deadline-ms", "0")
                        .build();
        var invocation = Invocation.read(new Answer(200, fields, EVENT));
        var limits = StreamLimits.LAMBDA;
        var request =
                UrlEvent.read(
                        invocation.event(), invocation.requestId(), new Cancellation(Instant.MAX));
        var ring = ByteBuffer.allocateDirect(limits.queuedBytes());
        var reply = new ResponseStream(api, invocation, request.cancellation(), ring, limits);
        reply.start(200, Headers.of("content-type", "application/json"));
        reply.write(request.body(), 0, request.body().length);
        reply.flush();
        reply.end();
    }

    /// Plays the Runtime API for one response without trailers.
    private static void confirmOne(ServerSocket stage) {
        try (var socket = stage.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = socket.getInputStream();
            var received = new ByteArrayOutputStream();
            while (!received.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
                int read = in.read();
                if (read < 0) {
                    return;
                }
                received.write(read);
            }
            socket.getOutputStream()
                    .write(utf8("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the rehearsal was not confirmed", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
