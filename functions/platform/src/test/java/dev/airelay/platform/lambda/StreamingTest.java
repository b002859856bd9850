package dev.airelay.platform.lambda;

import static dev.airelay.platform.lambda.Steps.handling;
import static dev.airelay.platform.lambda.Steps.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StreamingTest {
    private static final Headers EVENTS = Headers.of("content-type", "text/event-stream");

    @Test
    void theFirstChunkArrivesWhileTheHandlerIsStillAtWork() throws Exception {
        var seen = new CountDownLatch(1);
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            send(reply, "data: 1\n\n");
                            seen.await();
                            send(reply, "data: 2\n\n");
                            reply.end();
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            var response = edge.api.response();
            var prelude = response.chunk();
            assertEquals(
                    "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"}}\0\0\0\0\0\0\0\0",
                    prelude);
            assertEquals("data: 1\n\n", response.chunk());
            assertFalse(response.trailers.isDone());
            seen.countDown();
            assertEquals("data: 2\n\n", response.chunk());
            assertEquals(Headers.none(), response.awaitEnd());
            assertEquals("invocation/r1/response", response.path);
            assertEquals("i1", response.head.first("lambda-runtime-invocation-id").orElse("none"));
            assertEquals(
                    "streaming",
                    response.head.first("lambda-runtime-function-response-mode").orElse("none"));
            assertEquals("close", response.head.first("connection").orElse("none"));
        }
    }

    @Test
    void eachFlushIsOneChunkAndEmptyWritesAndFlushesAreNone() throws Exception {
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            for (int i = 0; i < 5; i++) {
                                reply.write(RunningEdge.utf8("da"), 0, 2);
                                reply.write(new byte[0], 0, 0);
                                send(reply, "ta" + i);
                                reply.flush();
                                var _ = FakeRuntimeApi.Await.next(received);
                            }
                            reply.end();
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            var response = edge.api.response();
            assertTrue(response.chunk().endsWith("\0"));
            for (int i = 0; i < 5; i++) {
                assertEquals("data" + i, response.chunk());
                received.add(i);
            }
            assertEquals("", response.rest());
        }
    }

    @Test
    void anEmptyFlushOpensTheResponse() throws Exception {
        var seen = new CountDownLatch(1);
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            reply.flush();
                            seen.await();
                            reply.end();
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            var response = edge.api.response();
            assertTrue(response.chunk().startsWith("{\"statusCode\":200"));
            seen.countDown();
            assertEquals("\n", response.rest());
        }
    }

    @Test
    void aReplyWithoutBytesGetsANewline() throws Exception {
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(204, Headers.none());
                            reply.end();
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            var response = edge.api.response();
            assertTrue(response.chunk().startsWith("{\"statusCode\":204"));
            assertEquals("\n", response.rest());
        }
    }

    @Test
    void aHandlerThatWroteNothingIsA500WithABody() throws Exception {
        try (var edge = RunningEdge.onDemand(handling((_, _) -> {}))) {
            edge.invoke(RunningEdge.get("/"));
            var response = edge.api.response();
            assertTrue(response.chunk().startsWith("{\"statusCode\":500"));
            assertEquals(
                    "{\"error\":{\"message\":\"internal error\",\"type\":\"server_error\",\"code\":\"internal_error\"}}",
                    response.rest());
        }
    }

    @Test
    void aFailureBeforeTheStartIsA500AndTheNextInvocationIsServed() throws Exception {
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, Headers.of("x-bad", "a\r\nb"));
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            edge.invoke(RunningEdge.get("/"));
            assertTrue(edge.api.response().chunk().startsWith("{\"statusCode\":500"));
            var second = edge.api.response();
            assertEquals("invocation/r2/response", second.path);
            assertEquals("i2", second.head.first("lambda-runtime-invocation-id").orElse("none"));
        }
    }

    @Test
    void aFailedReplyEndsWithItsInBandErrorAndTrailers() throws Exception {
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            send(reply, "data: 1\n\n");
                            send(reply, "event: error\n\n");
                            reply.fail("Runtime.StreamError");
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            var response = edge.api.response();
            assertTrue(response.rest().endsWith("data: 1\n\nevent: error\n\n"));
            assertTrue(
                    response.head
                            .first("trailer")
                            .orElse("")
                            .contains("Lambda-Runtime-Function-Error-Type"));
            var trailers = response.awaitEnd();
            assertEquals(
                    "Runtime.StreamError",
                    trailers.first("lambda-runtime-function-error-type").orElse("none"));
            var json =
                    new String(
                            Base64.getDecoder()
                                    .decode(
                                            trailers.first("lambda-runtime-function-error-body")
                                                    .orElseThrow()),
                            StandardCharsets.UTF_8);
            assertTrue(json.contains("\"errorType\":\"Runtime.StreamError\""), json);
        }
    }

    @Test
    void aHandlerThatThrowsInMidStreamTearsItsResponse() throws Exception {
        var seen = new Semaphore(0);
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            send(reply, "data: 1\n\n");
                            seen.acquireUninterruptibly();
                            throw new IllegalStateException("on purpose");
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            var torn = edge.api.response();
            torn.chunk();
            assertEquals("data: 1\n\n", torn.chunk());
            seen.release();
            assertThrows(ExecutionException.class, torn::awaitEnd);
            edge.invoke(RunningEdge.get("/"));
            assertEquals("invocation/r2/response", edge.api.response().path);
            seen.release();
        }
    }

    @Test
    void aHandlerThatThrowsBeforeAnythingWasSentIsReportedAsAFailedInvocation() throws Exception {
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            throw new IllegalStateException("on purpose");
                        }))) {
            edge.invoke(RunningEdge.get("/"));
            assertEquals("invocation/r1/error", FakeRuntimeApi.Await.next(edge.api.reports).path());
        }
    }

    @Test
    void workAfterTheEndRunsOnceTheResponseIsConfirmedAndBeforeTheNextInvocation()
            throws Exception {
        BlockingQueue<Integer> nextsSeen = new LinkedBlockingQueue<>();
        var ended = new CountDownLatch(1);
        var work = new CountDownLatch(1);
        try (var edge = new RunningEdge()) {
            edge.start(
                    Map.of(),
                    handling((_, reply) -> {
                        reply.start(200, EVENTS);
                        send(reply, "data: 1\n\n");
                        reply.end();
                        ended.countDown();
                        work.await();
                        nextsSeen.add(nexts(edge));
                    }));
            edge.invoke(RunningEdge.get("/"));
            edge.invoke(RunningEdge.get("/"));
            var _ = edge.api.response().awaitEnd();
            assertTrue(ended.await(10, TimeUnit.SECONDS));
            work.countDown();
            assertEquals(1, FakeRuntimeApi.Await.next(nextsSeen));
            assertEquals(2, FakeRuntimeApi.Await.next(nextsSeen));
        }
    }

    private static int nexts(RunningEdge edge) {
        return (int) edge.api.journal.stream().filter("GET invocation/next"::equals).count();
    }
}
