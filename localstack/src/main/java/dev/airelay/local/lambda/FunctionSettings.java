package dev.airelay.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// One function as it would be configured in the cloud, and how this machine runs it.
///
/// @param name the function's name; also the prefix of its output
/// @param zip the deployment package; its executable bits matter
/// @param variables the configured environment variables, `AWS_LAMBDA_EXEC_WRAPPER` among them;
///   these and the ones that Lambda sets are all that the function sees
/// @param memoryMegabytes told to the function, not enforced
/// @param timeout from invocation to SIGKILL
/// @param snapStart whether initialisation ends in a restore
/// @param environments how many environments exist at most, each serving one request at a time
/// @param queueWait how long a request waits for a free environment before it gets 429; Lambda
///   itself does not wait
/// @param freeze whether environments are stopped (SIGSTOP) between invocations
/// @param strictEcho whether a missing or wrong invocation id in an answer is refused rather than
///   noted
public record FunctionSettings(
        String name,
        Path zip,
        Map<String, String> variables,
        int memoryMegabytes,
        Duration timeout,
        boolean snapStart,
        int environments,
        Duration queueWait,
        boolean freeze,
        boolean strictEcho) {

    public FunctionSettings {
        variables = Map.copyOf(variables);
        if (!variables.containsKey("AWS_LAMBDA_EXEC_WRAPPER")) {
            throw new IllegalArgumentException(name + " has no AWS_LAMBDA_EXEC_WRAPPER");
        }
    }

    /// What `up` uses: SnapStart, 1 769 MB (one vCPU), 15 minutes, environments never frozen.
    public static FunctionSettings snapStart(
            String name, Path zip, Map<String, String> variables, int environments) {
        return new FunctionSettings(
                name,
                zip,
                variables,
                1_769,
                Duration.ofMinutes(15),
                true,
                environments,
                Duration.ofSeconds(2),
                false,
                false);
    }

    /// What tests use: also frozen between invocations, strict, and no waiting for a free
    /// environment.
    public FunctionSettings strict() {
        return new FunctionSettings(
                name,
                zip,
                variables,
                memoryMegabytes,
                timeout,
                snapStart,
                environments,
                queueWait,
                true,
                true);
    }

    public FunctionSettings withTimeout(Duration other) {
        return new FunctionSettings(
                name,
                zip,
                variables,
                memoryMegabytes,
                other,
                snapStart,
                environments,
                queueWait,
                freeze,
                strictEcho);
    }

    public FunctionSettings withQueueWait(Duration other) {
        return new FunctionSettings(
                name,
                zip,
                variables,
                memoryMegabytes,
                timeout,
                snapStart,
                environments,
                other,
                freeze,
                strictEcho);
    }

    public FunctionSettings withMemory(int megabytes) {
        return new FunctionSettings(
                name,
                zip,
                variables,
                megabytes,
                timeout,
                snapStart,
                environments,
                queueWait,
                freeze,
                strictEcho);
    }

    public FunctionSettings onDemand() {
        return new FunctionSettings(
                name,
                zip,
                variables,
                memoryMegabytes,
                timeout,
                false,
                environments,
                queueWait,
                freeze,
                strictEcho);
    }

    /// Names only: variables may hold credentials.
    @Override
    public String toString() {
        return "FunctionSettings[" + name + ", variables " + variables.keySet() + "]";
    }
}
