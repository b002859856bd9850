package dev.airelay.local.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.BodyException;
import dev.airelay.http.BodyException.Why;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How connections begin, are kept and end.
class ConnectionsTest extends DoorFixture {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final DoorSettings IMPATIENT =
            DoorSettings.loopback(0).withTimes(DoorSettings.Times.USUAL.withReading(SHORT));

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, Connection: close",
        "HTTP/1.1, 'Connection: x, CLOSE'",
        "HTTP/1.0, X: 1",
        "HTTP/1.0, Connection: close"
    })
    void aConnectionThatIsNotToBeKeptIsClosedBehindItsAnswer(String version, String field)
            throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 200, "once"))) {
            client.send("GET / " + version + "\r\nHost: h\r\n" + field + "\r\n\r\n");
            var head = client.head();
            assertEquals("close", head.field("connection"));
            assertEquals("once", client.body(head));
            assertEquals(-1, client.read());
        }
    }

    @Test
    void aClientOfHttp10MayAskToKeepIt() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 200, "kept"))) {
            for (int round = 0; round < 2; round++) {
                client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
                var head = client.head();
                assertEquals("keep-alive", head.field("connection"));
                assertEquals("kept", client.body(head));
            }
        }
    }

    @Test
    void aStreamForHttp10HasNoChunksAndEndsWithItsConnection() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, EVENTS);
                    write(reply, "data: 1\n\n");
                    reply.flush();
                    write(reply, "data: 2\n\n");
                    reply.end();
                })) {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            var head = client.head();
            assertFalse(head.fields().containsKey("transfer-encoding"));
            assertEquals("close", head.field("connection"));
            assertEquals("data: 1\n\ndata: 2\n\n", client.exactly(18));
            assertEquals(-1, client.read());
        }
    }

    @Test
    void aTornStreamForHttp10BreaksItsConnection() throws Exception {
        var read = new CountDownLatch(1);
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, EVENTS);
                    write(reply, "data: 1\n\n");
                    reply.flush();
                    assertTrue(read.await(20, TimeUnit.SECONDS));
                    reply.tear();
                })) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            client.head();
            assertEquals("data: 1\n\n", client.exactly(9));
            read.countDown();
            assertThrows(SocketException.class, client::read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: h\r\nX-Slow: ", "\r\n"})
    void aHeadThatStopsIsAnsweredAndClosed(String beginning) throws Exception {
        try (var client = serving(IMPATIENT, this::echo)) {
            client.send(beginning);
            assertEquals(408, client.head().status());
        }
    }

    @Test
    void aHeadThatTricklesHasNoMoreTimeThanOneThatStops() throws Exception {
        try (var client = serving(IMPATIENT, this::echo)) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
            assertEquals(408, trickling(client).status());
        }
    }

    @Test
    void aBodyThatTricklesHasNoMoreTimeThanOneThatStops() throws Exception {
        try (var client = serving(IMPATIENT, this::echo)) {
            client.ask("POST", "/", "Content-Length: 1000000");
            assertEquals(408, trickling(client).status());
        }
        try (var client = new RawClient(door().port())) {
            client.ask("POST", "/", "Transfer-Encoding: chunked").send("5\r\nhe");
            assertEquals(408, client.head().status());
        }
    }

    /// Sends a byte whenever nothing was answered for a moment.
    private static RawClient.Head trickling(RawClient client) throws IOException {
        while (!client.hasAnswerWithin(20)) {
            client.send("a");
        }
        return client.head();
    }

    @Test
    void aSilentConnectionIsClosedWithoutAWord() throws Exception {
        try (var fresh = serving(IMPATIENT, this::echo)) {
            assertEquals(-1, fresh.read());
        }
        var settings = DoorSettings.loopback(0).withTimes(DoorSettings.Times.USUAL.withIdle(SHORT));
        try (var kept = serving(settings, this::echo)) {
            kept.ask("GET", "/");
            kept.body(kept.head());
            assertEquals(-1, kept.read());
        }
    }

    @Test
    void aBodyIsReadWhenItIsWantedAndNotBefore() throws Exception {
        var wanted = new CountDownLatch(1);
        try (var client =
                serving((request, reply) -> {
                    seen.complete(request);
                    assertTrue(wanted.await(20, TimeUnit.SECONDS));
                    answer(reply, 200, "" + request.body().length);
                })) {
            client.ask("POST", "/", "Content-Length: 3", "Expect: 100-continue");
            assertEquals("/", seen.get(20, TimeUnit.SECONDS).path());
            wanted.countDown();
            assertEquals(100, client.head().status());
            client.send("abc");
            assertEquals("3", client.body(client.head()));
        }
    }

    @Test
    void aRequestThatIsRefusedByItsHeadIsAnsweredBeforeItsBodyComes() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 401, "no"))) {
            client.ask("POST", "/", "Content-Length: 6000000");
            var head = client.head();
            assertEquals(401, head.status());
            assertEquals("close", head.field("connection"));
            assertEquals("no", client.body(head));
            assertEquals(-1, client.read());
        }
        try (var client = new RawClient(door().port())) {
            client.ask("POST", "/", "Content-Length: 3", "Expect: 100-continue");
            assertEquals("close", client.head().field("connection"));
        }
    }

    @Test
    void aClientThatSendsItsWholeBodyGetsTheRefusalAllTheSame() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 401, "no"))) {
            client.post("/", "a".repeat(5_000_000));
            assertEquals("no", client.body(client.head()));
        }
    }

    @Test
    void aLittleThatNobodyReadIsReadOver() throws Exception {
        try (var client = serving((request, reply) -> answer(reply, 404, request.path()))) {
            client.post("/a", "x".repeat(100_000));
            client.ask("GET", "/b");
            assertEquals("/a", client.body(client.head()));
            assertEquals("/b", client.body(client.head()));
        }
    }

    @Test
    void whatDoesNotFitIntoMemoryIsRefused() throws Exception {
        var settings = DoorSettings.loopback(0).withBodies(1_000_000, 2_000_000);
        var inside = new CountDownLatch(2);
        var release = new CountDownLatch(1);
        var whys = new CompletableFuture<Why>();
        try (var first =
                serving(
                        settings,
                        (request, reply) -> {
                            try {
                                var length = request.body().length;
                                inside.countDown();
                                assertTrue(release.await(20, TimeUnit.SECONDS));
                                answer(reply, 200, "" + length);
                            } catch (BodyException e) {
                                whys.complete(e.why());
                                throw e;
                            }
                        })) {
            var body = "a".repeat(900_000);
            first.post("/", body);
            try (var second = new RawClient(door().port());
                    var third = new RawClient(door().port())) {
                second.post("/", body);
                assertTrue(inside.await(20, TimeUnit.SECONDS));
                third.post("/", body);
                var head = third.head();
                assertEquals(503, head.status());
                assertEquals("1", head.field("retry-after"));
                assertEquals(Why.NO_ROOM, whys.get(20, TimeUnit.SECONDS));
                release.countDown();
                assertEquals("900000", second.body(second.head()));
                assertEquals("900000", first.body(first.head()));
                first.post("/", body);
                assertEquals("900000", first.body(first.head()));
            }
        }
    }

    @Test
    void whatIsUnpackedNeedsRoomUntilItsExchangeIsOver() throws Exception {
        var settings = DoorSettings.loopback(0).withBodies(1_000, 2_000_000);
        try (var client =
                serving(
                        settings,
                        (request, reply) -> {
                            request.content().takeRoom(Long.parseLong(request.query()));
                            answer(reply, 200, "held");
                        })) {
            for (int i = 0; i < 3; i++) {
                client.post("/?1500000", "packed");
                assertEquals("held", client.body(client.head()));
            }
            client.post("/?2500000", "packed");
            assertEquals(503, client.head().status());
        }
    }

    @Test
    void fortySlowBodiesTakeWhatTheyHaveSentAndOthersAreServed() throws Exception {
        var settings = DoorSettings.loopback(0).withBodies(6_000_000, 8_000_000);
        var slow = new ArrayList<RawClient>();
        try (var quick = serving(settings, this::echo)) {
            for (int client = 0; client < 40; client++) {
                slow.add(
                        new RawClient(door().port())
                                .ask("POST", "/", "Content-Length: 6000000")
                                .send("a".repeat(10_000)));
            }
            quick.post("/", "b".repeat(1_000_000));
            assertEquals(1_000_000, quick.body(quick.head()).length());
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    void aBodyThatBreaksOffIsTold() throws Exception {
        var why = new CompletableFuture<Why>();
        try (var client =
                serving((request, reply) -> {
                    try {
                        var _ = request.body();
                    } catch (BodyException e) {
                        why.complete(e.why());
                        answer(reply, 400, "half");
                    }
                })) {
            client.ask("POST", "/", "Content-Length: 10").send("hello");
            client.finishSending();
            assertEquals(Why.BROKEN_OFF, why.get(20, TimeUnit.SECONDS));
            assertEquals("half", client.body(client.head()));
        }
    }

    @Test
    void idleConnectionsDoNotHoldUpTheEnd() throws Exception {
        try (var client = serving(this::echo)) {
            client.ask("GET", "/");
            client.body(client.head());
            door().close();
            assertEquals(-1, client.read());
        }
    }
}
