package dev.airelay.local.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class HttpDoorEndingsTest extends DoorFixture {
    @Test
    void aHandlerThatThrowsOrForgetsYields500WithABody() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    if (request.path().equals("/throws")) {
                        throw new IllegalStateException("expected by this test");
                    }
                })) {
            for (var path : List.of("/throws", "/forgets")) {
                client.ask("GET", path);
                var head = client.head();
                assertEquals(500, head.status());
                assertTrue(client.body(head).contains("Internal error"));
            }
        }
    }

    @Test
    void theLogNamesOneCauseForEachReplyLeftOpen() throws Exception {
        var logger = Logger.getLogger(ClientConnection.class.getName());
        var said = new CopyOnWriteArrayList<String>();
        var listener =
                new StreamHandler() {
                    @Override
                    public void publish(LogRecord line) {
                        said.add(line.getMessage());
                    }
                };
        logger.addHandler(listener);
        try (var client =
                serving((request, reply) -> {
                    if (request.path().equals("/throws")) {
                        throw new IllegalStateException("expected by this test");
                    }
                })) {
            for (var path : List.of("/throws", "/forgets")) {
                client.ask("GET", path);
                client.body(client.head());
            }
        } finally {
            logger.removeHandler(listener);
        }
        assertEquals(
                List.of(
                        "The handler of GET /throws failed",
                        "The handler of GET /forgets left its reply open"),
                said);
    }

    @Test
    void aHandlerThatThrowsInMidStreamTearsTheBody() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, EVENTS);
                    write(reply, "data: 1\n\n");
                    reply.flush();
                    throw new IllegalStateException("expected by this test");
                })) {
            client.ask("GET", "/");
            client.head();
            assertEquals("data: 1\n\n", client.chunk());
            assertEquals(-1, client.read());
        }
    }

    @Test
    void aTornAnswerHasNoEndHoweverItsBodyIsFramed() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, Headers.none());
                    write(reply, "half");
                    reply.tear();
                })) {
            client.ask("GET", "/");
            assertEquals(-1, client.read());
        }
    }

    @Test
    void writesFailOnceTheClientHasLeft() throws Exception {
        var failure = new CompletableFuture<Exception>();
        var why = new CompletableFuture<Cancellation.Reason>();
        var client =
                serving((request, reply) -> {
                    request.cancellation()
                            .onCancel(() ->
                                    why.complete(request.cancellation().reason().orElseThrow()));
                    reply.start(200, EVENTS);
                    try {
                        while (true) {
                            write(reply, "data: x\n\n");
                            reply.flush();
                        }
                    } catch (IOException e) {
                        failure.complete(e);
                    }
                });
        client.ask("GET", "/");
        client.head();
        client.close();
        assertInstanceOf(IOException.class, failure.get(20, TimeUnit.SECONDS));
        assertEquals(Cancellation.Reason.CLIENT_GONE, why.get(20, TimeUnit.SECONDS));
    }

    @Test
    void aBlockedWriteFailsSoonAfterTheDeadlineCut() throws Exception {
        var failure = new CompletableFuture<Exception>();
        var settings =
                DoorSettings.loopback(0)
                        .withTimes(
                                DoorSettings.Times.USUAL.withAllowed(
                                        Duration.ofMillis(300), Duration.ofMillis(100)));
        try (var client =
                serving(
                        settings,
                        (request, reply) -> {
                            reply.start(200, EVENTS);
                            try {
                                while (true) {
                                    write(reply, "x".repeat(100_000));
                                    reply.flush();
                                }
                            } catch (IOException e) {
                                failure.complete(e);
                            }
                            assertEquals(
                                    Cancellation.Reason.DEADLINE,
                                    request.cancellation().reason().orElseThrow());
                            seen.complete(request);
                        })) {
            client.ask("GET", "/");
            client.head();
            assertInstanceOf(IOException.class, failure.get(20, TimeUnit.SECONDS));
            assertEquals("/", seen.get(20, TimeUnit.SECONDS).path());
        }
    }

    @Test
    void closingCutsCancellationsAndLetsHandlersHaveTheirLastWord() throws Exception {
        var cut = new CountDownLatch(1);
        try (var client =
                serving((request, reply) -> {
                    reply.start(200, EVENTS);
                    write(reply, "data: 1\n\n");
                    reply.flush();
                    request.cancellation().onCancel(cut::countDown);
                    assertTrue(cut.await(20, TimeUnit.SECONDS));
                    write(reply, "data: " + request.cancellation().reason().orElseThrow() + "\n\n");
                    reply.end();
                })) {
            client.ask("GET", "/");
            client.head();
            assertEquals("data: 1\n\n", client.chunk());
            var port = door().port();
            var closing = CompletableFuture.runAsync(door()::close);
            assertEquals("data: SHUTDOWN\n\n", client.chunk());
            assertEquals("", client.chunk());
            closing.get(20, TimeUnit.SECONDS);
            assertThrows(IOException.class, () -> new RawClient(port));
        }
    }

    @Test
    void aBusyPortIsNamed() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var busy = other.getLocalPort();
            var failure =
                    assertThrows(
                            PortUnavailableException.class,
                            () ->
                                    HttpDoor.open(
                                            DoorSettings.loopback(busy),
                                            this::echo,
                                            InstantSource.system()));
            assertEquals(busy, failure.port());
        }
    }

    @Test
    void aFieldValueWithALineBreakIsRefusedBeforeAnythingIsSent() throws Exception {
        try (var client =
                serving((request, reply) -> {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> reply.start(200, Headers.of("x-evil", "a\r\nx-more: b")));
                    answer(reply, 200, "clean");
                })) {
            client.ask("GET", "/");
            var head = client.head();
            assertFalse(head.fields().containsKey("x-evil"));
            assertEquals("clean", client.body(head));
        }
    }
}
