package dev.airelay.platform.http;

import static dev.airelay.platform.http.Calls.broken;
import static dev.airelay.platform.http.Calls.call;
import static dev.airelay.platform.http.Calls.cancellation;
import static dev.airelay.platform.http.Calls.failureOf;
import static dev.airelay.platform.http.Calls.fetch;
import static dev.airelay.platform.http.Calls.get;
import static dev.airelay.platform.http.Calls.post;
import static dev.airelay.platform.http.Calls.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.failure.UpstreamFault.UpstreamBroken.How;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout.Phase;
import dev.airelay.upstream.Timeouts;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BrokenAnswersTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(80);
    private static final String A_BYTE_OF_MANY =
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n";

    private final HttpUpstreamClient client = Calls.client();

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, client.openAnswers());
        assertEquals(0, client.openConnections());
        client.close();
    }

    /// A server that reads the request, says this much and closes.
    private static RawServer saying(String answer) throws IOException {
        return RawServer.playing(peer -> {
            peer.readRequest();
            peer.send(answer);
        });
    }

    /// A server that reads the request, says this much and waits.
    private static RawServer stallingAfter(String answer) throws IOException {
        return RawServer.playing(peer -> {
            peer.readRequest();
            peer.send(answer);
            peer.awaitClosed();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n123456789",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nx: y\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello!\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"
            })
    void aBodyWithoutItsEndIsCut(String answer) throws Exception {
        try (var server = saying(answer);
                var body = call(client, get(server.uri("/")))) {
            assertEquals(200, body.status());
            assertEquals(broken(How.CUT), failureOf(() -> readAll(body)));
            assertEquals(0, client.openConnections());
        }
    }

    @Test
    void aResetInTheBodyIsACutToo() throws Exception {
        try (var server =
                        RawServer.playing(peer -> {
                            peer.readRequest();
                            peer.send("HTTP/1.1 200 OK\r\n\r\n");
                            peer.reset();
                        });
                var body = call(client, get(server.uri("/")))) {
            assertEquals(broken(How.CUT), failureOf(() -> readAll(body)));
        }
    }

    @Test
    void aBodyWithoutAnyFramingEndsWithItsConnection() throws Exception {
        try (var server = saying("HTTP/1.1 200 OK\r\n\r\nall of it")) {
            assertEquals("all of it", fetch(client, get(server.uri("/"))));
        }
        try (var server = saying("HTTP/1.0 200 OK\r\n\r\nold")) {
            assertEquals("old", fetch(client, get(server.uri("/"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.",
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\ncontent-type: te",
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void anEndBeforeTheWholeHeadIsAReset(String start) throws Exception {
        try (var server = saying(start)) {
            assertEquals(
                    broken(How.RESET), failureOf(() -> call(client, post(server.uri("/"), "{}"))));
        }
    }

    /// More than any buffer on the way takes, so that most of it is still here when the upstream
    /// hangs up: a request that is too large does that.
    @Test
    void aResetWhileTheRequestIsOnItsWayIsToldApart() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readHead();
                    peer.reset();
                })) {
            String huge = "x".repeat(32 * 1024 * 1024);

            assertEquals(
                    broken(How.UNSENT), failureOf(() -> call(client, post(server.uri("/"), huge))));
        }
    }

    @Test
    void aRealResetBeforeTheHeadIsOne() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.reset();
                })) {
            assertEquals(
                    broken(How.RESET), failureOf(() -> call(client, post(server.uri("/"), "{}"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 000 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/x.y 200 OK\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "<html>\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: ten\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n"
            })
    void aHeadThatIsNoneIsNonsense(String head) throws Exception {
        try (var server = stallingAfter(head)) {
            assertEquals(broken(How.NONSENSE), failureOf(() -> call(client, get(server.uri("/")))));
        }
    }

    @Test
    void aHeadWithoutBoundsIsNonsense() throws Exception {
        try (var server = stallingAfter("HTTP/1.1 200 OK\r\nx: " + "y".repeat(70_000))) {
            assertEquals(broken(How.NONSENSE), failureOf(() -> call(client, get(server.uri("/")))));
        }
        try (var server = stallingAfter("HTTP/1.1 200 OK\r\n" + "x: y\r\n".repeat(300))) {
            assertEquals(broken(How.NONSENSE), failureOf(() -> call(client, get(server.uri("/")))));
        }
    }

    @Test
    void silenceBeforeTheHeadIsALateFirstByte() throws Exception {
        try (var server = stallingAfter("")) {
            assertEquals(
                    new UpstreamTimeout(Phase.FIRST_TOKEN),
                    failureOf(() ->
                            client.call(
                                    post(server.uri("/"), "{}"),
                                    new Timeouts(LONG, SHORT, LONG, LONG),
                                    cancellation())));
        }
    }

    @Test
    void aHeadThatTricklesForeverIsLateToo() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    while (true) {
                        peer.send("HTTP/1.1 100 Continue\r\n\r\n");
                    }
                })) {
            assertEquals(
                    new UpstreamTimeout(Phase.FIRST_TOKEN),
                    failureOf(() ->
                            client.call(
                                    post(server.uri("/"), "{}"),
                                    new Timeouts(LONG, SHORT, LONG, LONG),
                                    cancellation())));
        }
    }

    @Test
    void anUpstreamThatDoesNotReadTheBodyIsLate() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readHead();
                    Thread.currentThread().join();
                })) {
            assertEquals(
                    new UpstreamTimeout(Phase.FIRST_TOKEN),
                    failureOf(() ->
                            client.call(
                                    post(server.uri("/"), "x".repeat(20_000_000)),
                                    new Timeouts(LONG, SHORT, LONG, LONG),
                                    cancellation())));
        }
    }

    @Test
    void silenceBetweenHeadAndBodyIsALateFirstByte() throws Exception {
        try (var server = stallingAfter("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                var body =
                        client.call(
                                get(server.uri("/")),
                                new Timeouts(LONG, SHORT, LONG, LONG),
                                cancellation())) {
            assertEquals(new UpstreamTimeout(Phase.FIRST_TOKEN), failureOf(() -> readAll(body)));
        }
    }

    @Test
    void silenceWithinTheBodyIsAnIdleTimeout() throws Exception {
        try (var server = stallingAfter(A_BYTE_OF_MANY);
                var body =
                        client.call(
                                get(server.uri("/")),
                                new Timeouts(LONG, LONG, SHORT, LONG),
                                cancellation())) {
            assertEquals(1, body.read(new byte[9], 0, 9));
            assertEquals(new UpstreamTimeout(Phase.IDLE), failureOf(() -> readAll(body)));
            assertEquals(0, client.openConnections());
        }
    }

    @Test
    void anAnswerThatIsToHurryIsNotWaitedForAsLong() throws Exception {
        try (var server = stallingAfter(A_BYTE_OF_MANY);
                var body =
                        client.call(
                                get(server.uri("/")),
                                new Timeouts(LONG, LONG, LONG, LONG),
                                cancellation())) {
            assertEquals(1, body.read(new byte[9], 0, 9));
            body.hurry(SHORT);
            assertEquals(new UpstreamTimeout(Phase.IDLE), failureOf(() -> readAll(body)));
        }
    }

    @Test
    void norLongerThanBefore() throws Exception {
        try (var server = stallingAfter(A_BYTE_OF_MANY);
                var body =
                        client.call(
                                get(server.uri("/")),
                                new Timeouts(LONG, LONG, SHORT, LONG),
                                cancellation())) {
            assertEquals(1, body.read(new byte[9], 0, 9));
            body.hurry(LONG);
            assertEquals(new UpstreamTimeout(Phase.IDLE), failureOf(() -> readAll(body)));
        }
    }
}
