package dev.airelay.platform.lambda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What Lambda tells a runtime through its environment variables, as far as the edge needs it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html> (read
/// 2026-11-21). None of it is secret.
///
/// @param runtimeApi `host:port` of the Runtime API, without a scheme
/// @param snapStart whether this process is to be frozen into a snapshot before its first request
/// @param maxConcurrency how many requests the environment takes at once; 1 unless Lambda says more
/// @param memoryMegabytes the memory that was configured for the function; 0 when unknown
/// @param restoredMarker a file that exists once this environment has been restored from a snapshot
public record LambdaEnvironment(
        String runtimeApi,
        boolean snapStart,
        int maxConcurrency,
        int memoryMegabytes,
        Path restoredMarker) {

    /// Reads the variables `AWS_LAMBDA_RUNTIME_API` (required), `AWS_LAMBDA_INITIALIZATION_TYPE`,
    /// `AWS_LAMBDA_MAX_CONCURRENCY`, `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, and `TMPDIR`, where the
    /// marker lives (`/tmp` when absent, as in Lambda; several environments on one machine each
    /// need their own).
    ///
    /// @throws IllegalArgumentException naming every variable that is missing or malformed
    public static LambdaEnvironment read(Map<String, String> variables) {
        List<String> problems = new ArrayList<>();
        var runtimeApi = variables.getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
        if (!runtimeApi.matches(".+:\\d{1,5}")) {
            problems.add("AWS_LAMBDA_RUNTIME_API must be host:port");
        }
        var environment =
                new LambdaEnvironment(
                        runtimeApi,
                        "snap-start".equals(variables.get("AWS_LAMBDA_INITIALIZATION_TYPE")),
                        number(variables, "AWS_LAMBDA_MAX_CONCURRENCY", 1, problems),
                        number(variables, "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 0, problems),
                        Path.of(variables.getOrDefault("TMPDIR", "/tmp"), ".relay-restored"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return environment;
    }

    private static int number(
            Map<String, String> variables, String name, int otherwise, List<String> problems) {
        var text = variables.get(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[1-9]\\d{0,5}")) {
            return Integer.parseInt(text);
        }
        problems.add(name + " must be a whole number from 1");
        return otherwise;
    }
}
