package dev.airelay.platform.lambda;

import static dev.airelay.platform.lambda.Steps.handling;
import static dev.airelay.platform.lambda.Steps.send;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BadClientTest {
    private static final Headers EVENTS = Headers.of("content-type", "text/event-stream");

    @Test
    void aClientThatDropsReleasesTheHandlerAndTheNextInvocationIsServed() throws Exception {
        BlockingQueue<Object> outcome = new LinkedBlockingQueue<>();
        try (var edge =
                RunningEdge.onDemand(
                        handling((cancellation, reply) -> {
                            reply.start(200, EVENTS);
                            try {
                                while (true) {
                                    send(reply, "data: more\n\n".repeat(100));
                                }
                            } catch (IOException e) {
                                outcome.add(cancellation.reason());
                                reply.fail("Runtime.ClientGone");
                            }
                        }))) {
            edge.api.dropAfterChunks = 3;
            edge.invoke(RunningEdge.get("/"));
            assertEquals(
                    Optional.of(Cancellation.Reason.CLIENT_GONE),
                    FakeRuntimeApi.Await.next(outcome));
            edge.invoke(RunningEdge.get("/"));
            assertEquals("invocation/r1/response", edge.api.response().path);
            assertEquals("invocation/r2/response", edge.api.response().path);
        }
    }

    @Test
    void aClientThatDropsWhileTheUpstreamIsSilentIsNoticedAtTheNextWrite() throws Exception {
        BlockingQueue<Cancellation.Reason> cuts = new LinkedBlockingQueue<>();
        var dropped = new CountDownLatch(1);
        try (var edge =
                RunningEdge.onDemand(
                        handling((cancellation, reply) -> {
                            cancellation.onCancel(
                                    () -> cuts.add(cancellation.reason().orElseThrow()));
                            reply.start(200, EVENTS);
                            send(reply, "data: 1\n\n");
                            dropped.await();
                            try {
                                while (cuts.isEmpty()) {
                                    send(reply, ": ping\n\n");
                                }
                            } catch (IOException e) {
                                // the writer noticed first
                            }
                            reply.fail("Runtime.ClientGone");
                        }))) {
            edge.api.dropAfterChunks = 2;
            edge.invoke(RunningEdge.get("/"));
            assertThrows(ExecutionException.class, () -> edge.api.response().awaitEnd());
            dropped.countDown();
            assertEquals(Cancellation.Reason.CLIENT_GONE, FakeRuntimeApi.Await.next(cuts));
        }
    }

    @Test
    void aRefusedResponseIsToldToTheHandlerAndTheNextInvocationIsServed() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            send(reply, "data: 1\n\n");
                            told.add(assertThrows(IOException.class, reply::end).toString());
                        }))) {
            edge.api.responseStatus = 403;
            edge.invoke(RunningEdge.get("/"));
            assertTrue(FakeRuntimeApi.Await.next(told).contains("403"));
            edge.invoke(RunningEdge.get("/"));
            assertEquals("invocation/r1/response", edge.api.response().path);
            assertEquals("invocation/r2/response", edge.api.response().path);
            assertTrue(edge.api.reports.isEmpty());
        }
    }

    @Test
    void aLostContainerEndsTheProcess() throws Exception {
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            assertThrows(IOException.class, reply::end);
                        }))) {
            edge.api.responseStatus = 500;
            edge.invoke(RunningEdge.get("/"));
            assertEquals(1, edge.exitCode());
        }
    }

    @Test
    void theDeadlineCutsTheExchangeInTimeForAnInBandError() throws Exception {
        try (var edge =
                RunningEdge.onDemand(
                        handling((cancellation, reply) -> {
                            reply.start(200, EVENTS);
                            send(reply, "data: 1\n\n");
                            var cut = new CountDownLatch(1);
                            cancellation.onCancel(cut::countDown);
                            cut.await();
                            send(reply, "event: error\ndata: deadline\n\n");
                            reply.fail("Runtime.Deadline");
                        }))) {
            edge.invoke(RunningEdge.get("/"), Watchdog.CUT_BEFORE.plusMillis(20));
            var response = edge.api.response();
            assertTrue(response.rest().endsWith("event: error\ndata: deadline\n\n"));
            assertEquals(
                    "Runtime.Deadline",
                    response.awaitEnd().first("lambda-runtime-function-error-type").orElse("none"));
        }
    }

    @Test
    void aClientThatNeverReadsIsSeveredBeforeTheDeadline() throws Exception {
        BlockingQueue<IOException> thrown = new LinkedBlockingQueue<>();
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            reply.start(200, EVENTS);
                            try {
                                while (true) {
                                    send(reply, "data: more\n\n".repeat(1000));
                                }
                            } catch (IOException e) {
                                thrown.add(e);
                                reply.fail("Runtime.Deadline");
                            }
                        }))) {
            edge.api.reading.drainPermits();
            edge.invoke(RunningEdge.get("/"), Duration.ofSeconds(1));
            assertInstanceOf(ReplyStuckException.class, FakeRuntimeApi.Await.next(thrown));
            edge.invoke(RunningEdge.get("/"), Duration.ofMinutes(5));
            assertEquals("invocation/r1/response", edge.api.response().path);
            assertEquals("invocation/r2/response", edge.api.response().path);
        }
    }

    @Test
    void aSlowReaderHoldsTheProducerBackAndMemoryStaysBounded() throws Exception {
        int total = 16 * 1024 * 1024;
        var piece = new byte[10_000];
        BlockingQueue<Long> largest = new LinkedBlockingQueue<>();
        try (var edge =
                RunningEdge.onDemand(
                        handling((_, reply) -> {
                            var stream = (ResponseStream) reply;
                            reply.start(200, EVENTS);
                            long most = 0;
                            for (int sent = 0; sent < total; ) {
                                int length = Math.min(piece.length, total - sent);
                                reply.write(piece, 0, length);
                                reply.flush();
                                sent += length;
                                most = Math.max(most, stream.queued());
                            }
                            reply.end();
                            largest.add(most);
                        }))) {
            edge.api.reading.drainPermits();
            edge.invoke(RunningEdge.get("/"));
            edge.api.reading.release(2);
            var response = edge.api.response();
            assertTrue(response.chunk().endsWith("\0"));
            int read = 0;
            while (read < total) {
                read += FakeRuntimeApi.Await.next(response.chunks).length;
                edge.api.reading.release();
            }
            assertEquals(total, read);
            long most = FakeRuntimeApi.Await.next(largest);
            assertTrue(most <= StreamLimits.LAMBDA.queuedBytes(), "queued " + most);
            assertTrue(
                    most > StreamLimits.LAMBDA.queuedBytes() / 2,
                    "the producer was never held back: " + most);
        }
    }
}
