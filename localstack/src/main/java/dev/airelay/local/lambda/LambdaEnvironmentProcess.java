package dev.airelay.local.lambda;

import dev.airelay.local.engines.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The process of one environment: the exec wrapper with what it started.
///
/// Variables: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, read
/// 2026-11-21. Differences from Lambda: `RELAY_JAVA` names this machine's Java, and `TMPDIR` the
/// directory that stands for the environment's own `/tmp`.
final class LambdaEnvironmentProcess {
    private static final String HANDLER = "relay.Main";

    private final ManagedProcess process;

    private LambdaEnvironmentProcess(ManagedProcess process) {
        this.process = process;
    }

    /// @param apiAddress host and port of the Runtime API
    /// @param token for the credentials endpoint
    /// @throws IOException when the wrapper cannot be executed
    static LambdaEnvironmentProcess start(
            FunctionSettings settings,
            TaskRoot root,
            String apiAddress,
            String token,
            Consumer<String> lines)
            throws IOException {
        var environment = variables(settings, root, apiAddress, token);
        var wrapper = root.local(environment.getOrDefault("AWS_LAMBDA_EXEC_WRAPPER", ""));
        environment.put("AWS_LAMBDA_EXEC_WRAPPER", wrapper);
        var command =
                List.of(wrapper, "/var/lang/bin/java", "-classpath", "x", "AWSLambda", HANDLER);
        return new LambdaEnvironmentProcess(
                ManagedProcess.start(settings.name(), command, environment, root.task(), lines));
    }

    private static Map<String, String> variables(
            FunctionSettings settings, TaskRoot root, String apiAddress, String token)
            throws IOException {
        var all = new HashMap<String, String>();
        all.put("AWS_LAMBDA_RUNTIME_API", apiAddress);
        all.put(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                settings.snapStart() ? "snap-start" : "on-demand");
        all.put("_HANDLER", HANDLER);
        all.put("LAMBDA_TASK_ROOT", root.task().toString());
        all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        all.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memoryMegabytes()));
        all.put("AWS_REGION", "us-east-1");
        all.put("AWS_DEFAULT_REGION", "us-east-1");
        all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        all.put("TZ", ":UTC");
        all.put("LANG", "en_US.UTF-8");
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        all.put("TMPDIR", root.newTemporary().toString());
        all.put("RELAY_JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (settings.snapStart()) {
            all.put(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    "http://" + apiAddress + "/2021-04-23/credentials");
            all.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", token);
        } else {
            all.put("AWS_ACCESS_KEY_ID", "local");
            all.put("AWS_SECRET_ACCESS_KEY", "local");
            all.put("AWS_SESSION_TOKEN", "local");
            all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name());
            all.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        }
        all.putAll(settings.variables());
        return all;
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    /// Stops all threads of the tree, as between two invocations.
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    void kill() {
        process.kill();
    }

    private void signal(String name) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", name));
        process.tree().forEach(member -> command.add(Long.toString(member.pid())));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
