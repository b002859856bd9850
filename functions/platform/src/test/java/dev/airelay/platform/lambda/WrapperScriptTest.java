package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class WrapperScriptTest {
    private static final Path SCRIPT =
            Path.of(
                    System.getProperty("relay.root", "."),
                    "functions/proxy/src/main/dist/bin/relay");

    @TempDir Path tmp;

    /// Runs the script as Lambda does, with a stand-in for the JVM that prints its arguments, and
    /// its process id first.
    private List<String> run(Map<String, String> variables) throws IOException {
        var java = tmp.resolve("java");
        Files.writeString(java, "#!/bin/sh\necho $$\nfor a in \"$@\"; do echo \"$a\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        var builder =
                new ProcessBuilder(
                        SCRIPT.toString(),
                        "/var/lang/bin/java",
                        "-Xmx1m",
                        "-classpath",
                        "x",
                        "AWSLambda",
                        "relay.Main");
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("RELAY_JAVA", java.toString());
        builder.redirectErrorStream(true);
        var process = builder.start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.readAllLines();
            assertEquals(
                    Long.toString(process.pid()),
                    lines.getFirst(),
                    "the script must become the JVM");
            return lines.subList(1, lines.size());
        }
    }

    @Test
    void theProxyIsStartedAndTheArgumentsOfTheManagedRuntimeAreDropped() throws Exception {
        var arguments =
                run(
                        Map.of(
                                "LAMBDA_TASK_ROOT",
                                "/some where",
                                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                                "1769"));
        int size = arguments.size();
        assertEquals(
                List.of("-cp", "/some where/lib/*", "dev.airelay.proxy.ProxyFunction"),
                arguments.subList(size - 3, size));
        assertTrue(arguments.contains("-XX:+UseSerialGC"));
        assertTrue(arguments.contains("-XX:TieredStopAtLevel=1"));
        assertTrue(arguments.contains("--sun-misc-unsafe-memory-access=allow"));
        assertTrue(arguments.contains("-Xmx1273m"), arguments.toString());
        assertFalse(arguments.contains("AWSLambda"));
        assertFalse(arguments.contains("-Xmx1m"));
    }

    @Test
    void optionsOfWhoeverDeploysComeBehindItsOwn() throws Exception {
        var arguments = run(Map.of("RELAY_JAVA_OPTS", "-XX:+UseZGC  -Xss1m"));
        int size = arguments.size();
        assertEquals(List.of("-XX:+UseZGC", "-Xss1m"), arguments.subList(size - 5, size - 3));
    }

    @Test
    void aHeapIsOnlySetWhenTheMemoryIsKnown() throws Exception {
        var arguments = run(Map.of());
        assertTrue(arguments.stream().noneMatch(a -> a.startsWith("-Xmx")), arguments.toString());
        assertTrue(arguments.contains("/var/task/lib/*"));
    }

    @Test
    void lambdaCanExecuteIt() throws Exception {
        assertEquals(
                "rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(SCRIPT)));
        var text = Files.readString(SCRIPT);
        assertTrue(text.startsWith("#!/bin/sh\n"));
        assertFalse(text.contains("\r"));
    }
}
