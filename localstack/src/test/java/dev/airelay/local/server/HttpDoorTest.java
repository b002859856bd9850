package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpDoorTest extends DoorFixture {
    @Test
    void theRequestArrivesRawAndWhole() throws Exception {
        try (var client = serving(this::echo)) {
            client.send(
                    "POST /a%2Fb//c?x=1&x=%20 HTTP/1.1\r\nHost: here\r\nX-Many: 1\r\nX-MANY: 2\r\nX-List: a, b\r\n"
                            + "Content-Length: 2\r\n\r\nhi");
            assertEquals("hi", client.body(client.head()));
            var request = seen.get(20, TimeUnit.SECONDS);
            assertEquals("POST", request.method());
            assertEquals("/a%2Fb//c", request.path());
            assertEquals("x=1&x=%20", request.query());
            assertEquals("1,2", request.headers().first("x-many").orElseThrow());
            assertEquals("a, b", request.headers().first("x-list").orElseThrow());
            assertEquals("here", request.headers().first("host").orElseThrow());
            assertEquals("127.0.0.1", request.clientAddress());
            assertEquals(NOW.plus(Duration.ofMinutes(15)), request.cancellation().deadline());
        }
    }

    @Test
    void everyMethodReachesTheHandlerOnOneKeptConnection() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 200, request.method()))) {
            for (var method : List.of("GET", "DELETE", "OPTIONS", "PUT", "PATCH", "PURGE")) {
                client.ask(method, "/any/where");
                assertEquals(method, client.body(client.head()));
            }
        }
    }

    @Test
    void headGetsTheLengthButNoBody() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 200, "12345"))) {
            client.ask("HEAD", "/");
            assertEquals("5", client.head().field("content-length"));
            client.ask("GET", "/");
            assertEquals("12345", client.body(client.head()));
        }
    }

    @Test
    void headGetsNoLengthWhenNothingWasWritten() throws Exception {
        try (var client =
                serving((request, reply) ->
                        answer(reply, 200, request.method().equals("HEAD") ? "" : "12345"))) {
            client.ask("HEAD", "/");
            var head = client.head();
            assertFalse(head.fields().containsKey("content-length"));
            assertFalse(head.fields().containsKey("transfer-encoding"));
            assertEquals("keep-alive", head.field("connection"));
            client.ask("GET", "/");
            assertEquals("12345", client.body(client.head()));
        }
    }

    @Test
    void aStatusWithoutBodyDropsWhatWasWritten() throws Exception {
        try (var client =
                serving((request, reply) ->
                        answer(reply, request.path().equals("/") ? 204 : 200, "\n"))) {
            client.ask("GET", "/");
            assertEquals(204, client.head().status());
            client.ask("GET", "/next");
            assertEquals("\n", client.body(client.head()));
        }
    }

    @Test
    void anAnswerWrittenBeforeTheFirstFlushHasAContentLength() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    reply.start(429, PLAIN.toBuilder().add("retry-after", "7").build());
                    write(reply, "too ");
                    write(reply, "many");
                    reply.end();
                })) {
            client.ask("GET", "/");
            var head = client.head();
            assertEquals(429, head.status());
            assertEquals("8", head.field("content-length"));
            assertEquals("7", head.field("retry-after"));
            assertFalse(head.fields().containsKey("transfer-encoding"));
            assertEquals("too many", client.body(head));
        }
    }

    @Test
    void eachFlushIsOneChunkThatArrivesWhileTheHandlerStillRuns() throws Exception {
        var read = new CountDownLatch(1);
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, EVENTS);
                    write(reply, "data: ");
                    write(reply, "1\n\n");
                    reply.flush();
                    assertTrue(read.await(20, TimeUnit.SECONDS));
                    write(reply, "data: 2\n\n");
                    reply.flush();
                    reply.end();
                })) {
            client.ask("GET", "/");
            assertEquals("chunked", client.head().field("transfer-encoding"));
            assertEquals("data: 1\n\n", client.chunk());
            read.countDown();
            assertEquals("data: 2\n\n", client.chunk());
            assertEquals("", client.chunk());
        }
    }

    @Test
    void theClientKnowsTheEndBeforeTheHandlerReturns() throws Exception {
        var read = new CountDownLatch(1);
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, EVENTS);
                    write(reply, "data: 1\n\n");
                    if (request.path().equals("/stream")) {
                        reply.flush();
                    }
                    reply.end();
                    assertTrue(read.await(20, TimeUnit.SECONDS));
                })) {
            client.ask("GET", "/stream");
            assertEquals("data: 1\n\n", client.body(client.head()));
            try (var other = new RawClient(door().port())) {
                other.ask("GET", "/whole");
                assertEquals("data: 1\n\n", other.body(other.head()));
            }
            read.countDown();
        }
    }

    @Test
    void cookiesBecomeFieldsOfTheirOwn() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, Headers.of("set-cookie", "a=1; Path=/\nb=2"));
                    reply.end();
                })) {
            client.ask("GET", "/");
            assertEquals(List.of("a=1; Path=/", "b=2"), client.head().fields().get("set-cookie"));
        }
    }

    @Test
    void theServerAddsNoFieldsButThoseOfTheConnection() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 200, "x"))) {
            client.ask("GET", "/");
            var names = client.head().fields().keySet();
            assertEquals(
                    List.of("connection", "content-length", "content-type", "date"),
                    List.copyOf(names));
        }
    }

    @Test
    void chunkedBodiesAreJoined() throws Exception {
        try (var client = serving(this::echo)) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.send("2\r\nde\r\n").send("0\r\n\r\n");
            assertEquals("abcde", client.body(client.head()));
        }
    }

    @Test
    void aWaitingClientIsToldToContinue() throws Exception {
        try (var client = serving(this::echo)) {
            client.ask("POST", "/", "Expect: 100-continue", "Content-Length: 2");
            assertEquals(100, client.head().status());
            client.send("ok");
            assertEquals("ok", client.body(client.head()));
        }
    }

    @Test
    void encodedBodiesPassUntouched() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{}".getBytes(UTF_8));
        }
        try (var client = serving(this::echo)) {
            client.ask("POST", "/", "Content-Encoding: gzip", "Content-Length: " + packed.size());
            client.send(packed.toByteArray());
            assertArrayEquals(packed.toByteArray(), seen.get(20, TimeUnit.SECONDS).body());
        }
    }

    @Test
    void aBodyAboveTheLimitReachesTheHandlerCutOneByteAboveIt() throws Exception {
        try (var client =
                serving(
                        DoorSettings.loopback(0).withBodies(10, 1_000_000),
                        (request, reply) -> {
                            answer(
                                    reply,
                                    request.body().length > 10 ? 413 : 200,
                                    "" + request.body().length);
                        })) {
            client.post("/", "a".repeat(100_000));
            var head = client.head();
            assertEquals(413, head.status());
            assertEquals("11", client.body(head));
            client.post("/", "a".repeat(10));
            assertEquals("10", client.body(client.head()));
        }
    }
}
