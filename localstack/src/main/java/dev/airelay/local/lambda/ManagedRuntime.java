package dev.airelay.local.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs zips on AWS's own Java runtime: its real interface client, in a process of its own, against
/// our Runtime API. The client alone is on the class path; it loads the zip's `lib` by itself, as
/// in Lambda
/// (https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client,
/// read 2026-11-21).
public final class ManagedRuntime {
    private static final String WRAPPER =
            """
            #!/bin/sh
            set -eu
            exec "$RELAY_JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m \
            -Djava.io.tmpdir="$TMPDIR" --enable-native-access=ALL-UNNAMED -cp "$CLIENT_CLASSES" \
            com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
            """;

    private ManagedRuntime() {}

    /// What `variables` become for a function that this runtime starts.
    ///
    /// @param handler the class and method that Lambda would be told
    /// @param scratch a folder for the script that starts the client
    public static Map<String, String> variables(
            Map<String, String> variables, String handler, Path scratch) throws IOException {
        var wrapper = Files.writeString(scratch.resolve("managed-runtime"), WRAPPER);
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        var all = new HashMap<>(variables);
        all.put("AWS_LAMBDA_EXEC_WRAPPER", wrapper.toString());
        all.put("_HANDLER", handler);
        all.put("CLIENT_CLASSES", clientClasses());
        return all;
    }

    private static String clientClasses() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        Path.of(entry).getFileName().toString().startsWith("aws-lambda-java-"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
