package dev.airelay.local.lambda;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs zips on AWS's own Java runtime: its real interface client, in a process of its own, against
/// our Runtime API. The client alone is on the class path; it loads the zip's `lib` by itself, as
/// in Lambda
/// (https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client,
/// read 2026-11-21).
///
/// By itself the client unpacks its native part to one fixed place in `/tmp`, which environments on
/// one machine share, as they do not in Lambda: each start would write over what others have
/// mapped. Here it is unpacked once, and its place told by the client's own property.
public final class ManagedRuntime {
    /// The client, and the one class of the SDK that it tells the trace to.
    private static final Pattern CLIENT = Pattern.compile("aws-lambda-java-|utils-lite-");

    private static final String SCRIPT = "managed-runtime";
    private static final String LIBRARY = "client.so";

    private static final String WRAPPER =
            """
            #!/bin/sh
            set -eu
            exec "$RELAY_JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m \
            -Djava.io.tmpdir="$TMPDIR" \
            -Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="$CLIENT_NATIVE" \
            --enable-native-access=ALL-UNNAMED -cp "$CLIENT_CLASSES" \
            com.amazonaws.services.lambda.runtime.api.client.AWSLambda "$_HANDLER"
            """;

    private ManagedRuntime() {}

    /// What `variables` become for a function that this runtime starts.
    ///
    /// @param handler the class and method that Lambda would be told
    /// @param scratch a folder for the script that starts the client, and for its native part
    public static Map<String, String> variables(
            Map<String, String> variables, String handler, Path scratch) throws IOException {
        Path wrapper = scratch.resolve(SCRIPT);
        Path library = scratch.resolve(LIBRARY);
        if (!Files.exists(wrapper)) {
            unpack(library);
            Files.writeString(wrapper, WRAPPER);
            Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var all = new HashMap<>(variables);
        all.put("AWS_LAMBDA_EXEC_WRAPPER", wrapper.toString());
        all.put("_HANDLER", handler);
        all.put("CLIENT_CLASSES", clientClasses(System.getProperty("java.class.path")));
        all.put("CLIENT_NATIVE", library.toString());
        return all;
    }

    /// Removes that folder, once no function runs any more.
    public static void remove(Path scratch) throws IOException {
        Files.deleteIfExists(scratch.resolve(SCRIPT));
        Files.deleteIfExists(scratch.resolve(LIBRARY));
        Files.deleteIfExists(scratch);
    }

    private static void unpack(Path library) throws IOException {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String processor = arm ? "aarch_64" : "x86_64";
        Path musl = Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1");
        String name = (Files.exists(musl) ? "linux_musl-" : "linux-") + processor;
        try (var in =
                ManagedRuntime.class.getResourceAsStream(
                        "/jni/libaws-lambda-jni." + name + ".so")) {
            if (in == null) {
                throw new IOException("Lambda's Java runtime has no native part for " + name);
            }
            Files.copy(in, library);
        }
    }

    /// Those of a class path that the client needs, wherever the process runs that loads them.
    static String clientClasses(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> CLIENT.matcher(entry.getFileName().toString()).lookingAt())
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
