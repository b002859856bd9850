package dev.airelay.platform.http;

import static dev.airelay.platform.http.Calls.broken;
import static dev.airelay.platform.http.Calls.call;
import static dev.airelay.platform.http.Calls.failureOf;
import static dev.airelay.platform.http.Calls.fetch;
import static dev.airelay.platform.http.Calls.get;
import static dev.airelay.platform.http.Calls.post;
import static dev.airelay.platform.http.Calls.readAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.json.Splice;
import dev.airelay.json.Spliced;
import dev.airelay.upstream.UpstreamCall;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpUpstreamClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final HttpUpstreamClient client = Calls.client();

    @AfterEach
    void nothingLeaks() {
        assertEquals(0, client.openAnswers());
        assertEquals(client.idleConnections(), client.openConnections());
        client.close();
        assertEquals(0, client.openConnections());
    }

    @Test
    void sendsWhatTheCallerSetAndNothingElse() throws Exception {
        var seen = new ArrayBlockingQueue<RawServer.Seen>(1);
        try (var server =
                RawServer.playing(peer -> {
                    seen.add(peer.readRequest());
                    peer.send(OK);
                })) {
            var headers =
                    Headers.builder()
                            .add("x-api-key", "secret")
                            .add("user-agent", "relay/1")
                            .add("Content-Length", "999")
                            .add("transfer-encoding", "chunked")
                            .add("connection", "close")
                            .add("expect", "100-continue")
                            .add("host", "elsewhere")
                            .build();
            byte[] body = "{\"model\":\"a\"}".getBytes(StandardCharsets.UTF_8);
            byte[] mapped = "longer".getBytes(StandardCharsets.UTF_8);
            fetch(
                    client,
                    new UpstreamCall(
                            "POST",
                            server.uri("/v1/messages?beta=true&q=%20"),
                            headers,
                            Spliced.of(body, List.of(new Splice(10, 11, mapped)))));
            var request = seen.take();
            assertEquals(
                    "POST /v1/messages?beta=true&q=%20 HTTP/1.1\r\n"
                            + "host: 127.0.0.1:%d\r\n".formatted(server.port())
                            + "x-api-key: secret\r\n"
                            + "user-agent: relay/1\r\n"
                            + "content-length: 18\r\n\r\n",
                    lowerNames(request.head()));
            assertEquals(
                    "{\"model\":\"longer\"}", new String(request.body(), StandardCharsets.UTF_8));
        }
    }

    private static String lowerNames(String head) {
        return head.replace("Host:", "host:").replace("Content-Length:", "content-length:");
    }

    @Test
    void sendsNoLengthWithAGetAndZeroWithAnEmptyPost() throws Exception {
        var seen = new ArrayBlockingQueue<RawServer.Seen>(2);
        try (var server =
                RawServer.playing(peer -> {
                    for (int i = 0; i < 2; i++) {
                        seen.add(peer.readRequest());
                        peer.send(OK);
                    }
                })) {
            fetch(client, get(server.uri("")));
            fetch(client, post(server.uri("/x"), ""));
            String head = seen.take().head();
            assertTrue(head.startsWith("GET / HTTP/1.1\r\n"), head);
            assertTrue(!head.contains("Content-Length"), head);
            assertTrue(seen.take().head().contains("Content-Length: 0\r\n"));
        }
    }

    @Test
    void aLargeBodyArrivesByteForByte() throws Exception {
        byte[] body = new byte[6_000_000];
        new Random(7).nextBytes(body);
        var seen = new ArrayBlockingQueue<RawServer.Seen>(1);
        try (var server =
                RawServer.playing(peer -> {
                    seen.add(peer.readRequest());
                    peer.send(OK);
                })) {
            var call =
                    new UpstreamCall(
                            "POST", server.uri("/"), Headers.none(), Spliced.unchanged(body));
            assertEquals("ok", fetch(client, call));
            assertArrayEquals(body, seen.take().body());
        }
    }

    @Test
    void anyStatusIsAnAnswerAndRedirectsAreNotFollowed() throws Exception {
        for (int status : new int[] {200, 301, 307, 401, 407, 429, 500, 529}) {
            try (var server =
                    RawServer.answering(
                            "HTTP/1.1 %d X\r\nlocation: http://127.0.0.1:1/\r\nset-cookie: a=b\r\ncontent-length: 1\r\n\r\n!"
                                    .formatted(status))) {
                try (var answer = call(client, get(server.uri("/")))) {
                    assertEquals(status, answer.status());
                    assertEquals("a=b", answer.headers().first("Set-Cookie").orElseThrow());
                    assertEquals("!", readAll(answer));
                }
                assertEquals(1, server.accepted());
            }
        }
    }

    @Test
    void fieldsThatRepeatAreJoinedAndEmptyOnesAreThere() throws Exception {
        try (var server =
                RawServer.answering(
                        "HTTP/1.1 200\r\nVary: a\r\nempty:\r\nvary:  b \r\ncontent-length: 0\r\n\r\n")) {
            try (var answer = call(client, get(server.uri("/")))) {
                assertEquals("a,b", answer.headers().first("vary").orElseThrow());
                assertEquals("", answer.headers().first("empty").orElseThrow());
                assertEquals("", readAll(answer));
            }
        }
    }

    @Test
    void aCompressedBodyStaysAsItIs() throws Exception {
        try (var server =
                RawServer.answering(
                        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\n\u001f\u008bx")) {
            try (var answer = call(client, get(server.uri("/")))) {
                assertEquals("gzip", answer.headers().first("content-encoding").orElseThrow());
                assertEquals("\u001f\u008bx", readAll(answer));
            }
        }
    }

    @Test
    void interimHeadsAreSkipped() throws Exception {
        try (var server =
                RawServer.answering(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
                                + OK)) {
            assertEquals("ok", fetch(client, post(server.uri("/"), "{}")));
        }
    }

    @Test
    void eachPieceIsThereAsSoonAsItWasSent() throws Exception {
        var read = new ArrayBlockingQueue<String>(1);
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 100; i++) {
                        String event = "data: " + i + "\n\n";
                        peer.send("%x\r\n%s\r\n".formatted(event.length(), event));
                        assertEquals(event, read.take());
                    }
                    peer.send("0\r\n\r\n");
                })) {
            try (var answer = call(client, get(server.uri("/")))) {
                byte[] buffer = new byte[65536];
                for (int i = 0; i < 100; i++) {
                    int count = answer.read(buffer, 0, buffer.length);
                    read.add(new String(buffer, 0, count, StandardCharsets.UTF_8));
                }
                assertEquals(-1, answer.read(buffer, 0, buffer.length));
                assertEquals(-1, answer.read(buffer, 0, buffer.length));
            }
        }
    }

    @Test
    void aBodyWithALengthIsNotWaitedForEither() throws Exception {
        var read = new CountDownLatch(1);
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhello");
                    read.await();
                    peer.send("world");
                    peer.awaitClosed();
                })) {
            try (var answer = call(client, get(server.uri("/")))) {
                byte[] buffer = new byte[65536];
                assertEquals(5, answer.read(buffer, 3, 1000));
                assertEquals("hello", new String(buffer, 3, 5, StandardCharsets.UTF_8));
                read.countDown();
                assertEquals("world", readAll(answer));
            }
            assertEquals(1, client.idleConnections());
        }
    }

    @Test
    void aBodyThatTricklesByteByByteArrivesWhole() throws Exception {
        String text = "data: {\"delta\":\"grüße\"}\n\n".repeat(20);
        String sent =
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
                        .formatted(text.length(), text);
        try (var server =
                RawServer.playing(peer -> {
                    while (peer.readRequest() != null) {
                        for (int i = 0; i < sent.length(); i++) {
                            peer.send(sent.substring(i, i + 1));
                        }
                    }
                })) {
            assertEquals(text, fetch(client, get(server.uri("/"))));
            assertEquals(text, fetch(client, get(server.uri("/"))));
            assertEquals(1, server.accepted());
        }
    }

    @Test
    void answersWithoutABodyEndAtOnce() throws Exception {
        try (var server = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertEquals("", fetch(client, post(server.uri("/"), "{}")));
            assertEquals("", fetch(client, post(server.uri("/"), "{}")));
        }
        try (var server = RawServer.answering("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n")) {
            var head =
                    new UpstreamCall(
                            "HEAD",
                            server.uri("/"),
                            Headers.none(),
                            Spliced.unchanged(new byte[0]));
            assertEquals("", fetch(client, head));
            assertEquals("", fetch(client, head));
            assertEquals(1, server.accepted());
        }
    }

    @Test
    void manyCallsAtOnceEachGetTheirOwnAnswer() throws Exception {
        try (var server = RawServer.playing(HttpUpstreamClientTest::echo);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> callers =
                    IntStream.range(0, 64)
                            .<Callable<Boolean>>mapToObj(i -> () -> echoes(server, "call " + i))
                            .toList();
            for (var outcome : threads.invokeAll(callers, 20, TimeUnit.SECONDS)) {
                assertTrue(outcome.get());
            }
            assertTrue(server.accepted() <= 64, "connections made: " + server.accepted());
        }
    }

    private boolean echoes(RawServer server, String text) {
        return IntStream.range(0, 20)
                .mapToObj(i -> text + "/" + i)
                .allMatch(body -> fetch(client, post(server.uri("/"), body)).equals(body));
    }

    private static void echo(RawServer.Peer peer) throws Exception {
        for (RawServer.Seen seen; (seen = peer.readRequest()) != null; ) {
            peer.send(
                    "HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n".formatted(seen.body().length));
            peer.send(seen.body());
        }
    }

    @Test
    void anAnswerGivenBeforeTheWholeBodyWasReadIsStillAnAnswer() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readHead();
                    peer.send("HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno");
                })) {
            byte[] body = new byte[20_000_000];
            var call =
                    new UpstreamCall(
                            "POST", server.uri("/"), Headers.none(), Spliced.unchanged(body));
            try (var answer = call(client, call)) {
                assertEquals(413, answer.status());
                assertEquals("no", readAll(answer));
            }
            assertEquals(0, client.openConnections());
        }
    }

    @Test
    void nobodyListeningIsAFailureToConnect() throws Exception {
        int port;
        try (var listener = new ServerSocket(0)) {
            port = listener.getLocalPort();
        }
        var uri = URI.create("http://127.0.0.1:" + port + "/");
        assertEquals(broken(UpstreamBroken.How.CONNECT), failureOf(() -> call(client, get(uri))));
    }

    @Test
    void closingTheClientEndsWhatRuns() throws Exception {
        try (var server =
                RawServer.playing(peer -> {
                    peer.readRequest();
                    peer.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n");
                    peer.awaitClosed();
                })) {
            try (var answer = call(client, get(server.uri("/")))) {
                client.close();
                assertEquals(broken(UpstreamBroken.How.CUT), failureOf(() -> readAll(answer)));
            }
        }
    }

    @Test
    void primingLeavesNothingOpen() {
        client.prime();
        assertEquals(0, client.openConnections());
    }
}
