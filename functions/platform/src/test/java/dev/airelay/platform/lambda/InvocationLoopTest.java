package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InvocationLoopTest {
    private static Application answering(Consumer<Request> first) {
        Handler handler =
                (request, reply) -> {
                    first.accept(request);
                    try {
                        reply.start(200, Headers.none());
                        reply.end();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        return _ -> handler;
    }

    @Test
    void theHandlerSeesTheRequestAndItsDeadline() throws Exception {
        BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        try (var edge = RunningEdge.onDemand(answering(requests::add))) {
            edge.invoke(RunningEdge.get("/v1/models"), Duration.ofSeconds(30));
            var request = FakeRuntimeApi.Await.next(requests);
            assertEquals("GET /v1/models", request.toString());
            assertEquals(RunningEdge.NOW.plusSeconds(30), request.cancellation().deadline());
        }
    }

    @Test
    void anEventThatIsNoRequestIsA400AndTheHandlerIsNotAsked() throws Exception {
        BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        try (var edge = RunningEdge.onDemand(answering(requests::add))) {
            edge.invoke("{\"hello\":1}");
            edge.invoke("no json");
            for (int i = 0; i < 2; i++) {
                var answer = edge.api.response().rest();
                assertTrue(answer.startsWith("{\"statusCode\":400"), answer);
                assertTrue(answer.contains("bad_event"), answer);
            }
            assertTrue(requests.isEmpty());
        }
    }

    @Test
    void anApplicationThatCannotStartIsAnInitErrorAndExitsWith1() throws Exception {
        Application broken =
                _ -> {
                    throw new IOException("no \"config\"\n");
                };
        try (var edge = RunningEdge.onDemand(broken)) {
            assertEquals(1, edge.exitCode());
            var report = FakeRuntimeApi.Await.next(edge.api.reports);
            assertEquals("init/error", report.path());
            assertEquals(
                    "Runtime.InitError",
                    report.headers().first("lambda-runtime-function-error-type").orElse("none"));
            assertTrue(
                    report.body()
                            .startsWith(
                                    "{\"errorMessage\":\"no \\\"config\\\"\\n\",\"errorType\":\"IOException\""),
                    report.body());
        }
    }

    @Test
    void aDroppedNextIsAskedAgainWithGrowingPauses() throws Exception {
        try (var edge = RunningEdge.onDemand(answering(_ -> {}))) {
            edge.api.nexts.add(FakeRuntimeApi.drop());
            edge.api.nexts.add(FakeRuntimeApi.drop());
            edge.api.nexts.add(FakeRuntimeApi.drop());
            edge.invoke(RunningEdge.get("/"));
            assertTrue(edge.api.response().rest().startsWith("{\"statusCode\":200"));
            assertEquals(
                    List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500)),
                    edge.pauses);
        }
    }

    @Test
    void aNextThatKeepsFailingExitsWith1() throws Exception {
        try (var edge = RunningEdge.onDemand(answering(_ -> {}))) {
            for (int i = 0; i < 4; i++) {
                edge.api.nexts.add(FakeRuntimeApi.drop());
            }
            assertEquals(1, edge.exitCode());
            assertEquals(
                    List.of(
                            "GET invocation/next",
                            "GET invocation/next",
                            "GET invocation/next",
                            "GET invocation/next"),
                    edge.api.journal);
        }
    }

    @Test
    void aRefusedNextExitsWith1AtOnce() throws Exception {
        try (var edge = RunningEdge.onDemand(answering(_ -> {}))) {
            edge.api.nexts.add(FakeRuntimeApi.status(403, "", "illegal state"));
            assertEquals(1, edge.exitCode());
            assertEquals(List.of(), edge.pauses);
        }
    }

    @Test
    void anInvocationWithoutADeadlineIsNotServed() throws Exception {
        try (var edge = RunningEdge.onDemand(answering(_ -> {}))) {
            for (int i = 0; i < 4; i++) {
                edge.api.nexts.add(
                        FakeRuntimeApi.status(200, "Lambda-Runtime-Aws-Request-Id: r\r\n", "{}"));
            }
            assertEquals(1, edge.exitCode());
        }
    }

    @Test
    void theTraceIdIsASystemPropertyWhileTheHandlerRuns() throws Exception {
        BlockingQueue<String> traces = new LinkedBlockingQueue<>();
        try (var edge =
                RunningEdge.onDemand(
                        answering(_ ->
                                traces.add(
                                        System.getProperty(
                                                "com.amazonaws.xray.traceHeader", "none"))))) {
            edge.invoke(RunningEdge.get("/"));
            assertEquals("Root=1", FakeRuntimeApi.Await.next(traces));
            edge.api.nexts.add(FakeRuntimeApi.status(403, "", ""));
            assertEquals(1, edge.exitCode());
            assertEquals("none", System.getProperty("com.amazonaws.xray.traceHeader", "none"));
        }
    }

    @Test
    void anEnvironmentThatTakesThreeRequestsServesThreeAtOnce() throws Exception {
        var all = new CountDownLatch(3);
        BlockingQueue<String> traces = new LinkedBlockingQueue<>();
        Application waiting =
                answering(_ -> {
                    all.countDown();
                    try {
                        assertTrue(all.await(10, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    traces.add(System.getProperty("com.amazonaws.xray.traceHeader", "none"));
                });
        try (var edge =
                new RunningEdge().start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "3"), waiting)) {
            for (int i = 0; i < 3; i++) {
                edge.invoke(RunningEdge.get("/"));
            }
            Set<String> paths = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                paths.add(edge.api.response().path);
            }
            assertEquals(3, paths.size());
            assertEquals("none", FakeRuntimeApi.Await.next(traces));
        }
    }

    @Test
    void oneRefusedLoopEndsAllOfThem() throws Exception {
        try (var edge =
                new RunningEdge()
                        .start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"), answering(_ -> {}))) {
            edge.api.nexts.add(FakeRuntimeApi.status(500, "", "container error"));
            assertEquals(1, edge.exitCode());
        }
    }

    @Test
    void aReplyThatFoundNoRuntimeApiIsKnownAsNeverSent() throws Exception {
        String address;
        try (var gone = new FakeRuntimeApi()) {
            address = gone.address();
        }
        var reply =
                new ResponseStream(
                        new RuntimeApi(address, _ -> {}),
                        new Invocation("r1", "", RunningEdge.NOW, "", new byte[0]),
                        new Cancellation(RunningEdge.NOW),
                        ByteBuffer.allocate(StreamLimits.LAMBDA.queuedBytes()),
                        StreamLimits.LAMBDA);
        reply.start(200, Headers.none());
        assertThrows(IOException.class, reply::end);
        assertTrue(reply.neverSent());
    }
}
