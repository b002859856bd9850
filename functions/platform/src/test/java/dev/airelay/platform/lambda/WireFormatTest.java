package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WireFormatTest {
    private static final Invocation INVOCATION =
            new Invocation("r1", "", Instant.EPOCH, "", new byte[0]);

    private static Answer answer(String wire) throws IOException {
        return Answer.read(new ByteArrayInputStream(RunningEdge.utf8(wire)));
    }

    private static String prelude(int status, Headers headers) {
        return new String(Prelude.encode(status, headers), StandardCharsets.UTF_8);
    }

    @Test
    void chunkSizesAreHexadecimalAndEmptyChunksAreNotSent() throws Exception {
        try (var api = new FakeRuntimeApi();
                var post = new RuntimeApi(api.address(), _ -> {}).openResponse(INVOCATION)) {
            post.begin(new byte[] {'{', '}'});
            post.chunk(ByteBuffer.allocate(0), ByteBuffer.allocate(0));
            for (int size : new int[] {1, 15, 16, 255, 256, 4096, 65_537}) {
                var bytes = new byte[size];
                Arrays.fill(bytes, (byte) size);
                post.chunk(
                        ByteBuffer.wrap(bytes, 0, size / 2),
                        ByteBuffer.wrap(bytes, 0, size - size / 2));
                post.rest();
            }
            assertEquals(202, post.finish("").status());
            var response = api.response();
            assertEquals("{}", response.chunk());
            for (int size : new int[] {1, 15, 16, 255, 256, 4096, 65_537}) {
                assertEquals(size, FakeRuntimeApi.Await.next(response.chunks).length);
            }
            assertTrue(response.chunks.isEmpty());
            assertFalse(response.head.has("lambda-runtime-invocation-id"));
        }
    }

    @Test
    void thePreludeDropsWhatBelongsToTheConnectionAndMovesTheCookies() {
        var headers =
                Headers.builder()
                        .add("Content-Type", "text/plain; charset=\"utf-8\"")
                        .add("Content-Length", "3")
                        .add("connection", "close")
                        .add("date", "today")
                        .add("set-cookie", "a=1; Path=/")
                        .add("Set-Cookie", "b=2; Expires=Fri, 27 Nov 2026 12:00:00 GMT")
                        .build();
        assertEquals(
                "{\"statusCode\":401,\"headers\":{\"content-type\":\"text/plain; charset=\\\"utf-8\\\"\"},"
                        + "\"cookies\":[\"a=1; Path=/\","
                        + "\"b=2; Expires=Fri, 27 Nov 2026 12:00:00 GMT\"]}"
                        + "\0".repeat(8),
                prelude(401, headers));
    }

    @Test
    void thePreludeAlwaysNamesAContentType() {
        assertTrue(
                prelude(200, Headers.none())
                        .contains("\"content-type\":\"application/octet-stream\""));
    }

    @Test
    void thePreludeRefusesWhatWouldForgeFieldsOrOutgrowItsPlace() {
        assertThrows(
                IllegalArgumentException.class, () -> prelude(200, Headers.of("x", "a\r\nb: c")));
        assertThrows(IllegalArgumentException.class, () -> prelude(200, Headers.of("x", "a\0b")));
        assertThrows(
                IllegalArgumentException.class,
                () -> prelude(200, Headers.of("set-cookie", "a=1\r\nb: c")));
        assertThrows(IllegalArgumentException.class, () -> prelude(200, Headers.of("x y", "a")));
        assertThrows(
                IllegalArgumentException.class,
                () -> prelude(200, Headers.of("x", "a".repeat(8192))));
        assertThrows(IllegalArgumentException.class, () -> prelude(99, Headers.none()));
        assertThrows(IllegalArgumentException.class, () -> prelude(600, Headers.none()));
    }

    @Test
    void answersAreReadByLengthByChunksOrToTheEnd() throws Exception {
        assertEquals(
                "body",
                answer("HTTP/1.1 202 Accepted\r\ncontent-LENGTH: 4\r\n\r\nbodymore").reason());
        assertEquals(
                "body",
                answer(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;x=y\r\nbod\r\n1\r\ny\r\n0\r\nT: t\r\n\r\n")
                        .reason());
        assertEquals("body", answer("HTTP/1.0 200 OK\r\n\r\nbody").reason());
        assertEquals(
                "v",
                answer("HTTP/1.1 200 OK\r\nX-Name:v\r\n\r\n")
                        .headers()
                        .first("x-name")
                        .orElse("none"));
    }

    @Test
    void brokenAnswersAreIoExceptions() {
        for (var wire :
                new String[] {
                    "",
                    "SMTP\r\n",
                    "HTTP/1.1 200 OK\r\n",
                    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                }) {
            assertThrows(IOException.class, () -> answer(wire), wire);
        }
    }

    @Test
    void errorReportsEscapeControlCharactersAndStaySmall() {
        var deep = new IllegalStateException("a\u0001\"\n" + "x".repeat(100_000));
        var frames = new StackTraceElement[5000];
        Arrays.fill(frames, new StackTraceElement("some.pkg.Class", "method", "Class.java", 1));
        deep.setStackTrace(frames);
        var report = ErrorReport.of("Runtime.InitError", deep);
        var json = new String(report.json(), StandardCharsets.UTF_8);
        assertTrue(json.startsWith("{\"errorMessage\":\"a\\u0001\\\"\\nxxx"), json);
        assertTrue(json.length() < 64 * 1024);
        assertEquals("Runtime.Unknown", ErrorReport.of("a\r\nb", "m").type());
    }

    @Test
    void theWatchdogNeverWaitsLessThanNothing() {
        var now = Instant.ofEpochSecond(1000);
        assertEquals(
                Duration.ofMillis(8500),
                Watchdog.delay(now, now.plusSeconds(10), Duration.ofMillis(1500)));
        assertEquals(
                Duration.ZERO, Watchdog.delay(now, now.plusSeconds(1), Duration.ofMillis(1500)));
        assertEquals(
                Duration.ZERO, Watchdog.delay(now, now.minusSeconds(1), Duration.ofMillis(1500)));
    }

    @Test
    void aReplyThatIsTooLongEndsInBand() throws Exception {
        try (var api = new FakeRuntimeApi()) {
            var limits = new StreamLimits(1000, 100, 500, Duration.ofMillis(20));
            var reply =
                    new ResponseStream(
                            new RuntimeApi(api.address(), _ -> {}),
                            INVOCATION,
                            new Cancellation(Instant.MAX),
                            ByteBuffer.allocate(1000),
                            limits);
            reply.start(200, Headers.none());
            reply.write(new byte[400], 0, 400);
            reply.flush();
            reply.write(new byte[50], 0, 50);
            assertThrows(ReplyTooLongException.class, () -> reply.write(new byte[51], 0, 51));
            reply.write(RunningEdge.utf8("event: error"), 0, 12);
            reply.fail("Runtime.TooLong");
            var rest = api.response().rest();
            assertTrue(rest.endsWith("\0event: error"));
            assertEquals(400 + 12, rest.length() - rest.indexOf('}') - 2 - 8);
            reply.fail("Runtime.Again");
            assertThrows(IllegalStateException.class, reply::end);
            assertThrows(IllegalStateException.class, () -> reply.start(200, Headers.none()));
        }
    }

    @Test
    void nothingOfAReplyIsSentBeforeItsFirstFlush() throws Exception {
        try (var api = new FakeRuntimeApi()) {
            var reply =
                    new ResponseStream(
                            new RuntimeApi(api.address(), _ -> {}),
                            INVOCATION,
                            new Cancellation(Instant.MAX),
                            ByteBuffer.allocate(StreamLimits.LAMBDA.queuedBytes()),
                            StreamLimits.LAMBDA);
            assertThrows(IllegalStateException.class, () -> reply.write(new byte[1], 0, 1));
            reply.start(200, Headers.none());
            reply.write(new byte[1], 0, 1);
            assertTrue(reply.neverSent());
            reply.end();
            assertFalse(reply.neverSent());
        }
    }

    @Test
    void anInvocationPrintsNothingOfItsEvent() {
        assertEquals("invocation r1", INVOCATION.toString());
        assertArrayEquals(new byte[0], INVOCATION.event());
    }
}
