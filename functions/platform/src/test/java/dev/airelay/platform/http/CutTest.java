package dev.airelay.platform.http;

import static dev.airelay.platform.http.Calls.PATIENT;
import static dev.airelay.platform.http.Calls.broken;
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
import dev.airelay.http.Cancellation;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An exchange that is cut from another thread ends at once, wherever it is.
@Timeout(30)
class CutTest {
    /// Half of what the call itself would wait.
    private static final long AT_ONCE_MS = 10_000;

    private final HttpUpstreamClient client = Calls.client();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Cancellation cancellation = cancellation();

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, client.openAnswers());
        assertEquals(0, client.openConnections());
        client.close();
        threads.shutdownNow();
    }

    private Future<Failure> calling(UpstreamCall call) {
        return calling(call, new CountDownLatch(1));
    }

    /// @param answered told when the head of the answer is there
    private Future<Failure> calling(UpstreamCall call, CountDownLatch answered) {
        return threads.submit(() ->
                failureOf(() -> {
                    try (var answer = client.call(call, PATIENT, cancellation)) {
                        answered.countDown();
                        readAll(answer);
                    }
                }));
    }

    /// Whether the request was out when its connection was cut is for chance to say.
    private static final Set<Failure> UNANSWERED = Set.of(broken(How.RESET), broken(How.UNSENT));

    private Failure cutAndWait(Future<Failure> waiting) throws Exception {
        cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
        return waiting.get(AT_ONCE_MS, TimeUnit.MILLISECONDS);
    }

    @Test
    void whileTheUpstreamThinks() throws Exception {
        var asked = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    asked.countDown();
                    peer.awaitClosed();
                    gone.countDown();
                })) {
            var waiting = calling(post(server.uri("/"), "{}"));
            asked.await();
            assertTrue(UNANSWERED.contains(cutAndWait(waiting)));
            assertTrue(gone.await(AT_ONCE_MS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void whileTheBodyStalls() throws Exception {
        var answered = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n");
                    peer.awaitClosed();
                    gone.countDown();
                })) {
            var waiting = calling(post(server.uri("/"), "{}"), answered);
            answered.await();
            Failure failure = cutAndWait(waiting);
            assertTrue(
                    failure.equals(broken(How.CUT)) || failure.equals(broken(How.RESET)),
                    failure.metric());
            assertTrue(gone.await(AT_ONCE_MS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void whileTheUpstreamDoesNotReadTheBody() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    peer.readHead();
                    asked.countDown();
                    new CountDownLatch(1).await();
                })) {
            var waiting = calling(post(server.uri("/"), "x".repeat(20_000_000)));
            asked.await();
            assertTrue(UNANSWERED.contains(cutAndWait(waiting)));
        }
    }

    @Test
    void whileTheResolverIsSilent() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var guard =
                new AddressGuard(
                        AddressPolicy.ALLOW_LOOPBACK,
                        _ -> {
                            asked.countDown();
                            awaitUninterrupted(answer);
                            return new InetAddress[] {InetAddress.getLoopbackAddress()};
                        });
        try (var slow = new HttpUpstreamClient(guard, InstantSource.system())) {
            var uri = URI.create("http://slow.example/");
            Future<Failure> waiting =
                    threads.submit(
                            () -> failureOf(() -> slow.call(get(uri), PATIENT, cancellation)));
            asked.await();
            assertEquals(broken(How.CONNECT), cutAndWait(waiting));
            var impatient =
                    new Timeouts(
                            Duration.ofMillis(50),
                            PATIENT.firstToken(),
                            PATIENT.idle(),
                            PATIENT.total());
            assertEquals(
                    new UpstreamTimeout(UpstreamTimeout.Phase.CONNECT),
                    failureOf(() -> slow.call(get(uri), impatient, cancellation())));
            answer.countDown();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// A listener whose queue is full swallows further attempts to connect.
    @Test
    void whileNobodyAcceptsTheConnection() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var fillers = fill(full);
            var uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
            var waiting = calling(get(uri));
            assertEquals(broken(How.CONNECT), cutAndWait(waiting));
            var impatient =
                    new Timeouts(
                            Duration.ofMillis(50),
                            PATIENT.firstToken(),
                            PATIENT.idle(),
                            PATIENT.total());
            assertEquals(
                    new UpstreamTimeout(UpstreamTimeout.Phase.CONNECT),
                    failureOf(() -> client.call(get(uri), impatient, cancellation())));
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static List<Socket> fill(ServerSocket listener) throws IOException {
        var fillers = new ArrayList<Socket>();
        var address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        while (true) {
            var filler = new Socket();
            fillers.add(filler);
            try {
                filler.connect(address, 100);
            } catch (IOException isFull) {
                return fillers;
            }
        }
    }

    @Test
    void beforeItBegan() throws Exception {
        cancellation.cancel(Cancellation.Reason.SHUTDOWN);
        try (var server = RawServer.answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")) {
            assertEquals(
                    broken(How.CONNECT),
                    failureOf(() -> client.call(get(server.uri("/")), PATIENT, cancellation)));
            fetch(client, get(server.uri("/")));
            assertEquals(
                    broken(How.UNSENT),
                    failureOf(() -> client.call(get(server.uri("/")), PATIENT, cancellation)));
        }
    }

    @Test
    void afterItsEndItTouchesNothing() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
                    peer.readRequest();
                    peer.send(
                            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok");
                })) {
            try (var first = client.call(get(server.uri("/")), PATIENT, cancellation)) {
                readAll(first);
                try (var second = client.call(get(server.uri("/")), PATIENT, cancellation())) {
                    cancellation.cancel(Cancellation.Reason.DEADLINE);
                    assertEquals("ok", readAll(second));
                }
            }
            assertEquals(1, server.accepted());
        }
    }
}
