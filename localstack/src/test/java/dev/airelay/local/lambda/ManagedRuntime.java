package dev.airelay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.local.lambda.Invocation.Part;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A zip on AWS's own Java runtime: its real interface client, in a process of its own, against our
/// Runtime API. The client alone is on the class path; it loads the zip's `lib` by itself, as in
/// Lambda
/// (https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client,
/// read 2026-11-21).
final class ManagedRuntime implements AutoCloseable {
    private static final String WRAPPER =
            """
            #!/bin/sh
            set -eu
            exec "$RELAY_JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m \
            -Djava.io.tmpdir="$TMPDIR" --enable-native-access=ALL-UNNAMED -cp "$CLIENT_CLASSES" \
            com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FunctionPool pool;

    private ManagedRuntime(FunctionPool pool) {
        this.pool = pool;
    }

    /// @param scratch for the script that starts the client
    /// @param snapStart whether the client is told to wait for a restore
    static ManagedRuntime start(
            Path zip,
            String handler,
            Map<String, String> variables,
            Path scratch,
            boolean snapStart,
            Consumer<String> lines)
            throws Exception {
        var wrapper = Files.writeString(scratch.resolve("managed-runtime"), WRAPPER);
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        var all = new HashMap<>(variables);
        all.put("AWS_LAMBDA_EXEC_WRAPPER", wrapper.toString());
        all.put("_HANDLER", handler);
        all.put("CLIENT_CLASSES", clientClasses());
        var settings =
                FunctionSettings.snapStart("managed", zip, all, 1)
                        .withQueueWait(PATIENCE)
                        .withTimeout(PATIENCE);
        return new ManagedRuntime(
                FunctionPool.start(
                        snapStart ? settings : settings.onDemand(), InstantSource.system(), lines));
    }

    private static String clientClasses() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        Path.of(entry).getFileName().toString().startsWith("aws-lambda-java-"))
                .collect(Collectors.joining(File.pathSeparator));
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
