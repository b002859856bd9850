package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaEnvironmentTest {
    @Test
    void onlyTheRuntimeApiIsNeeded() {
        assertEquals(
                new LambdaEnvironment(
                        "127.0.0.1:9001", false, 1, 0, Path.of("/tmp/.relay-restored")),
                LambdaEnvironment.read(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001")));
    }

    @Test
    void everyVariableIsRead() {
        var environment =
                LambdaEnvironment.read(
                        Map.of(
                                "AWS_LAMBDA_RUNTIME_API", "host:80",
                                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                                "AWS_LAMBDA_MAX_CONCURRENCY", "4",
                                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                                "TMPDIR", "/own"));
        assertEquals(
                new LambdaEnvironment("host:80", true, 4, 1769, Path.of("/own/.relay-restored")),
                environment);
    }

    @Test
    void allProblemsAreNamedAtOnce() {
        var message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        LambdaEnvironment.read(
                                                Map.of(
                                                        "AWS_LAMBDA_MAX_CONCURRENCY", "0",
                                                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "much")))
                        .toString();
        assertTrue(message.contains("AWS_LAMBDA_RUNTIME_API"), message);
        assertTrue(message.contains("AWS_LAMBDA_MAX_CONCURRENCY"), message);
        assertTrue(message.contains("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), message);
    }
}
