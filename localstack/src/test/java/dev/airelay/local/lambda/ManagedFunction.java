package dev.airelay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.local.lambda.Invocation.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/// One function on AWS's own Java runtime.
final class ManagedFunction implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FunctionPool pool;

    private ManagedFunction(FunctionPool pool) {
        this.pool = pool;
    }

    /// @param scratch for the script that starts the client
    /// @param snapStart whether the client is told to wait for a restore
    static ManagedFunction start(
            Path zip,
            String handler,
            Map<String, String> variables,
            Path scratch,
            boolean snapStart,
            Consumer<String> lines)
            throws Exception {
        var all = ManagedRuntime.variables(variables, handler, scratch);
        var settings =
                FunctionSettings.snapStart("managed", zip, all, 1)
                        .withQueueWait(PATIENCE)
                        .withTimeout(PATIENCE);
        return new ManagedFunction(
                FunctionPool.start(
                        snapStart ? settings : settings.onDemand(), InstantSource.system(), lines));
    }

    /// What the function answers to an event.
    String invoke(String event) throws IOException, InterruptedException {
        var invocation =
                new Invocation(
                        UUID.randomUUID().toString(),
                        "Root=1-67400000-000000000000000000000000",
                        event.getBytes(UTF_8));
        try {
            if (!pool.submit(invocation)) {
                throw new IOException("no free environment");
            }
        } catch (FunctionFailure e) {
            throw new IOException(e);
        }
        var answer = new ByteArrayOutputStream();
        while (true) {
            switch (invocation.take()) {
                case Part.Head _ -> answer.reset();
                case Part.Bytes(var bytes) -> answer.writeBytes(bytes);
                case Part.End _ -> {
                    return answer.toString(UTF_8);
                }
                case Part.Failed(var type) -> throw new IOException(type);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
