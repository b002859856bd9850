package dev.airelay.platform.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The edge on a thread of its own, in front of a fake Runtime API, with a clock that stands still.
final class RunningEdge implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    final FakeRuntimeApi api = new FakeRuntimeApi();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private int requests;

    RunningEdge() throws IOException {}

    static RunningEdge onDemand(Application application) throws IOException {
        return new RunningEdge().start(Map.of(), application);
    }

    static Map<String, String> snapStart(Path tmp) {
        return Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "TMPDIR", tmp.toString());
    }

    RunningEdge start(Map<String, String> variables, Application application) {
        var all = new HashMap<>(variables);
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        var edge =
                new LambdaEdge(LambdaEnvironment.read(all), InstantSource.fixed(NOW), pauses::add);
        Thread.ofPlatform().daemon().start(() -> exit.complete(edge.run(application)));
        return this;
    }

    /// Has Lambda hand out a request whose deadline is five minutes off.
    void invoke(String event) {
        invoke(event, Duration.ofMinutes(5));
    }

    void invoke(String event, Duration timeLeft) {
        requests++;
        api.nexts.add(
                FakeRuntimeApi.status(
                        200,
                        "Lambda-Runtime-Aws-Request-Id: r"
                                + requests
                                + "\r\nLambda-Runtime-Deadline-Ms: "
                                + NOW.plus(timeLeft).toEpochMilli()
                                + "\r\nLambda-Runtime-Invocation-Id: i"
                                + requests
                                + "\r\nlambda-runtime-trace-id: Root="
                                + requests
                                + "\r\n",
                        event));
    }

    static String get(String path) {
        return "{\"rawPath\":\"" + path + "\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}";
    }

    int exitCode() throws Exception {
        return exit.get(10, TimeUnit.SECONDS);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
