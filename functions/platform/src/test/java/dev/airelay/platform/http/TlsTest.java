package dev.airelay.platform.http;

import static dev.airelay.platform.http.Calls.PATIENT;
import static dev.airelay.platform.http.Calls.broken;
import static dev.airelay.platform.http.Calls.call;
import static dev.airelay.platform.http.Calls.cancellation;
import static dev.airelay.platform.http.Calls.failureOf;
import static dev.airelay.platform.http.Calls.fetch;
import static dev.airelay.platform.http.Calls.get;
import static dev.airelay.platform.http.Calls.post;
import static dev.airelay.platform.http.Calls.readAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault.UpstreamBroken.How;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout.Phase;
import dev.airelay.http.Cancellation;
import dev.airelay.upstream.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TlsTest {
    private static final SSLContext CONTEXT = TestTls.selfSignedFor("localhost");
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final HttpUpstreamClient client = client(CONTEXT);

    private static HttpUpstreamClient client(SSLContext trusting) {
        return new HttpUpstreamClient(
                new AddressGuard(
                        AddressPolicy.ALLOW_LOOPBACK,
                        _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}),
                InstantSource.system(),
                () -> trusting);
    }

    private static RawServer serving(RawServer.Script script) throws IOException {
        return RawServer.on(
                CONTEXT.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")),
                script);
    }

    private static URI uri(String host, RawServer server) {
        return URI.create("https://" + host + ":" + server.port() + "/");
    }

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, client.openAnswers());
        assertEquals(client.idleConnections(), client.openConnections());
        client.close();
    }

    @Test
    void callsThatFollowEachOtherShareAConnection() throws Exception {
        String body = "x".repeat(100_000);
        try (var server =
                serving(peer -> {
                    for (RawServer.Seen seen; (seen = peer.readRequest()) != null; ) {
                        assertEquals(100_000, seen.body().length);
                        peer.send(OK);
                    }
                })) {
            for (int i = 0; i < 10; i++) {
                assertEquals("ok", fetch(client, post(uri("localhost", server), body)));
            }
            assertEquals(1, server.accepted());
        }
    }

    @Test
    void aConnectionClosedWhileItRestedIsNeverUsed() throws Exception {
        var next = new SynchronousQueue<Boolean>();
        try (var server =
                serving(peer -> {
                    peer.readRequest();
                    peer.send(OK);
                    next.take();
                    peer.close();
                    next.put(true);
                })) {
            for (int i = 0; i < 20; i++) {
                assertEquals("ok", fetch(client, post(uri("localhost", server), "{}")));
                next.put(true);
                assertTrue(next.take());
            }
            assertEquals(20, server.accepted());
        }
    }

    @Test
    void aCertificateForAnotherNameIsAFailureToConnect() throws Exception {
        try (var server = serving(RawServer.Peer::readRequest)) {
            assertEquals(
                    broken(How.CONNECT),
                    failureOf(() -> call(client, get(uri("other.example", server)))));
            assertEquals(
                    broken(How.CONNECT),
                    failureOf(() -> call(client, get(uri("127.0.0.1", server)))));
        }
    }

    @Test
    void aCertificateThatNobodyKnowsIsAFailureToConnect() throws Exception {
        try (var server = serving(RawServer.Peer::readRequest);
                var strict = client(SSLContext.getDefault())) {
            assertEquals(
                    broken(How.CONNECT),
                    failureOf(() -> call(strict, get(uri("localhost", server)))));
            assertEquals(0, strict.openConnections());
        }
    }

    @Test
    void whoSpeaksNoTlsIsAFailureToConnect() throws Exception {
        try (var server = RawServer.playing(peer -> peer.send("HTTP/1.1 400 No\r\n\r\n"))) {
            assertEquals(
                    broken(How.CONNECT),
                    failureOf(() -> call(client, get(uri("localhost", server)))));
        }
    }

    @Test
    void aHandshakeWithoutEndIsALateConnection() throws Exception {
        var connected = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    connected.countDown();
                    peer.awaitClosed();
                })) {
            var impatient =
                    new Timeouts(
                            Duration.ofMillis(80),
                            PATIENT.firstToken(),
                            PATIENT.idle(),
                            PATIENT.total());
            assertEquals(
                    new UpstreamTimeout(Phase.CONNECT),
                    failureOf(() ->
                            client.call(get(uri("localhost", server)), impatient, cancellation())));
            connected.await();
        }
    }

    @Test
    void aCutEndsAHandshakeAtOnce() throws Exception {
        var reached = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    reached.countDown();
                    peer.awaitClosed();
                    gone.countDown();
                })) {
            assertEquals(broken(How.CONNECT), cutOnce(reached, server));
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCutEndsTheWaitForAnAnswerAtOnce() throws Exception {
        var reached = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (var server =
                serving(peer -> {
                    peer.readRequest();
                    reached.countDown();
                    peer.awaitClosed();
                    gone.countDown();
                })) {
            Failure failure = cutOnce(reached, server);
            assertTrue(
                    failure.equals(broken(How.RESET)) || failure.equals(broken(How.UNSENT)),
                    failure.metric());
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }

    private Failure cutOnce(CountDownLatch reached, RawServer server) throws Exception {
        Cancellation cancellation = cancellation();
        var call = get(uri("localhost", server));
        var waiting =
                new FutureTask<>(() -> failureOf(() -> client.call(call, PATIENT, cancellation)));
        Thread.ofVirtual().start(waiting);
        reached.await();
        cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
        return waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBodyWithoutItsEndIsCutAndSilenceIsIdle() throws Exception {
        try (var server =
                serving(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc");
                })) {
            try (var answer = call(client, get(uri("localhost", server)))) {
                assertEquals(broken(How.CUT), failureOf(() -> readAll(answer)));
            }
        }
        try (var server =
                        serving(peer -> {
                            peer.readRequest();
                            peer.send("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc");
                            peer.awaitClosed();
                        });
                var answer =
                        client.call(
                                get(uri("localhost", server)),
                                new Timeouts(
                                        PATIENT.connect(),
                                        PATIENT.firstToken(),
                                        Duration.ofMillis(80),
                                        PATIENT.total()),
                                cancellation())) {
            assertEquals(new UpstreamTimeout(Phase.IDLE), failureOf(() -> readAll(answer)));
        }
    }

    @Test
    void anAnswerClosedBeforeItsEndClosesItsConnectionAtOnce() throws Exception {
        var gone = new CountDownLatch(1);
        try (var server =
                serving(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nabc");
                    peer.awaitClosed();
                    gone.countDown();
                })) {
            call(client, get(uri("localhost", server))).close();
            assertEquals(0, client.openConnections());
            assertTrue(gone.await(10, TimeUnit.SECONDS));
        }
    }
}
