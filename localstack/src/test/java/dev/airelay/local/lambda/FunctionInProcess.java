package dev.airelay.local.lambda;

import dev.airelay.http.Request;
import dev.airelay.local.lambda.EnvironmentState.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;

/// The Runtime API of a function that runs in the process of its test, and its requests, one at a
/// time.
public final class FunctionInProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EnvironmentState state = new EnvironmentState();
    private final RuntimeApiServer server;
    private int requests;

    public FunctionInProcess() throws IOException {
        var settings =
                FunctionSettings.snapStart(
                                "in-process",
                                Path.of("none.zip"),
                                Map.of("AWS_LAMBDA_EXEC_WRAPPER", "none"),
                                1)
                        .onDemand()
                        .strict();
        server =
                RuntimeApiServer.start(
                        new RuntimeApi(
                                state, settings, "no token", InstantSource.system(), _ -> {}));
    }

    /// What `AWS_LAMBDA_RUNTIME_API` is to say.
    public String runtimeApi() {
        return server.address();
    }

    /// Returns when the function asks for an invocation: what came before is done with then.
    public void awaitIdle() throws FunctionFailure, InterruptedException {
        state.await(
                EnumSet.of(Phase.READY),
                PATIENCE,
                new FunctionFailure("Sandbox.Timedout", "the function did not ask for an event"));
    }

    /// Has an idle function serve a request.
    ///
    /// @return the whole answer, the prelude included, once the function is idle again
    public byte[] serve(Request request) throws FunctionFailure, InterruptedException, IOException {
        String id = "request-" + ++requests;
        Instant now = InstantSource.system().instant();
        var invocation = new Invocation(id, "Root=1", UrlEvent.of(request, id, "Root=1", now));
        invocation.begin(now.plus(PATIENCE));
        state.invoke(invocation);
        var answer = new ByteArrayOutputStream();
        while (true) {
            switch (invocation.take()) {
                case Invocation.Part.Head _ -> {}
                case Invocation.Part.Bytes(byte[] bytes) -> answer.write(bytes);
                case Invocation.Part.End _ -> {
                    awaitIdle();
                    return answer.toByteArray();
                }
                case Invocation.Part.Failed(String type) -> throw new IOException(type);
            }
        }
    }

    /// Tells the function that there is no container any more, whereupon its loop ends.
    public void end() {
        state.end(new FunctionFailure("Sandbox.Closed", "the test is over"));
    }

    @Override
    public void close() throws IOException {
        end();
        server.close();
    }
}
