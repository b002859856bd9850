package dev.airelay.platform.http;

import static dev.airelay.platform.http.Calls.call;
import static dev.airelay.platform.http.Calls.fetch;
import static dev.airelay.platform.http.Calls.get;
import static dev.airelay.platform.http.Calls.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class KeptConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final HttpUpstreamClient client =
            new HttpUpstreamClient(new AddressGuard(AddressPolicy.ALLOW_LOOPBACK), now::get);

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, client.openAnswers());
        assertEquals(client.idleConnections(), client.openConnections());
        client.close();
    }

    @Test
    void callsThatFollowEachOtherShareAConnection() throws Exception {
        try (var server = RawServer.answering(OK)) {
            for (int i = 0; i < 20; i++) {
                assertEquals("ok", fetch(client, post(server.uri("/" + i), "{}")));
            }
            assertEquals(1, server.accepted());
            assertEquals(1, client.idleConnections());
        }
    }

    /// The closing is there before the next call, since the server hands over only afterwards and
    /// loopback delivers at once.
    @Test
    void aConnectionClosedWhileItRestedIsNeverUsed() throws Exception {
        var closed = new SynchronousQueue<Boolean>();
        var mayClose = new SynchronousQueue<Boolean>();
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send(OK);
                    boolean reset = mayClose.take();
                    if (reset) {
                        peer.reset();
                    } else {
                        peer.close();
                    }
                    closed.put(true);
                })) {
            for (int i = 0; i < 50; i++) {
                assertEquals("ok", fetch(client, post(server.uri("/"), "{}")));
                mayClose.put(i % 2 == 0);
                assertTrue(closed.take());
            }
            assertEquals(50, server.accepted());
            assertEquals(1, client.openConnections());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nkeep-alive: timeout=1\r\ncontent-length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok and more than it said"
            })
    void aConnectionThatMustNotBeKeptIsClosed(String answer) throws Exception {
        try (var server = RawServer.answering(answer)) {
            assertEquals("ok", fetch(client, get(server.uri("/"))));
            assertEquals(0, client.openConnections());
            assertEquals("ok", fetch(client, get(server.uri("/"))));
            assertEquals(2, server.accepted());
        }
    }

    @Test
    void bytesThatNobodyAskedForEndAConnection() throws Exception {
        var next = new SynchronousQueue<Boolean>();
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send(OK);
                    next.take();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nwrong");
                    next.put(true);
                    peer.awaitClosed();
                })) {
            assertEquals("ok", fetch(client, get(server.uri("/"))));
            next.put(true);
            assertTrue(next.take());
            assertEquals("ok", fetch(client, get(server.uri("/"))));
            assertEquals(2, server.accepted());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keep-alive: timeout=56\r\n", "keep-alive: max=5, timeout=90\r\n"})
    void aRestIsOverBeforeLoadBalancersEndIt(String field) throws Exception {
        try (var server = RawServer.answering(OK.replace("\r\n\r\n", "\r\n" + field + "\r\n"))) {
            fetch(client, get(server.uri("/")));
            now.set(now.get().plus(KeepAlive.LONGEST).minusMillis(1));
            fetch(client, get(server.uri("/")));
            assertEquals(1, server.accepted());
            now.set(now.get().plus(KeepAlive.LONGEST));
            fetch(client, get(server.uri("/")));
            assertEquals(2, server.accepted());
            assertEquals(1, client.openConnections());
        }
    }

    @Test
    void aRestIsOverBeforeTheUpstreamAnnouncedItsEnd() throws Exception {
        try (var server =
                RawServer.answering(OK.replace("\r\n\r\n", "\r\nKeep-Alive: timeout=5\r\n\r\n"))) {
            fetch(client, get(server.uri("/")));
            now.set(now.get().plus(Duration.ofSeconds(4)));
            fetch(client, get(server.uri("/")));
            assertEquals(2, server.accepted());
        }
    }

    @Test
    void anAnswerClosedBeforeItsEndClosesItsConnectionAtOnce() throws Exception {
        var gone = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000000\r\n\r\nabc");
                    peer.awaitClosed();
                    gone.countDown();
                })) {
            try (var answer = call(client, get(server.uri("/")))) {
                assertEquals(3, answer.read(new byte[10], 0, 10));
                assertEquals(1, client.openAnswers());
                assertEquals(1, client.openConnections());
            }
            assertEquals(0, client.openAnswers());
            assertEquals(0, client.openConnections());
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void anAnswerThatNobodyReadsClosesItsConnectionToo() throws Exception {
        try (var server = RawServer.answering(OK)) {
            call(client, get(server.uri("/"))).close();
            assertEquals(0, client.openConnections());
        }
    }

    @Test
    void anAnswerClosedAfterItsEndLeavesTheNextCallAlone() throws Exception {
        try (var server = RawServer.answering(OK)) {
            var first = call(client, get(server.uri("/")));
            assertEquals("ok", Calls.readAll(first));
            try (var second = call(client, get(server.uri("/")))) {
                first.close();
                assertEquals("ok", Calls.readAll(second));
            }
            assertEquals(1, server.accepted());
        }
    }
}
