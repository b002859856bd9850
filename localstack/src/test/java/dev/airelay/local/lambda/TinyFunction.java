package dev.airelay.local.lambda;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A zip that starts a [TinyRuntime].
final class TinyFunction {
    private static final String WRAPPER =
            """
            #!/bin/sh
            set -eu
            echo "arguments $*"
            exec "$RELAY_JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -cp "$TINY_CLASSES" \
            dev.airelay.local.lambda.TinyRuntime
            """;

    private TinyFunction() {}

    /// @param mode of the script that starts it
    static Path pack(Path directory, String mode) throws IOException {
        var target = directory.resolve(mode + ".zip");
        var settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (var packed =
                FileSystems.newFileSystem(URI.create("jar:" + target.toUri()), settings)) {
            Files.createDirectory(packed.getPath("/bin"));
            var wrapper = Files.writeString(packed.getPath("/bin/relay"), WRAPPER);
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString(mode));
        }
        return target;
    }

    /// @param more names and values of variables, in turn
    static FunctionSettings settings(Path zip, String... more) {
        var classes =
                Path.of(
                        URI.create(
                                TinyRuntime.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()));
        var variables =
                new HashMap<>(
                        Map.of(
                                "AWS_LAMBDA_EXEC_WRAPPER",
                                "/var/task/bin/relay",
                                "TINY_CLASSES",
                                classes.toString()));
        for (var i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return FunctionSettings.snapStart("tiny", zip, variables, 1)
                .strict()
                .withQueueWait(Duration.ofSeconds(20));
    }
}
