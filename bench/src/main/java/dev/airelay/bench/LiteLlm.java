package dev.airelay.bench;

import dev.airelay.local.engines.FreePort;
import dev.airelay.local.engines.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// LiteLLM's proxy, from PyPI into a virtual environment of its own: one model, a master key, no
/// database, as many workers as cores. Its supervisor replaces workers that do not answer within
/// five seconds, which on a busy machine is before they have started; here it is more patient.
///
/// Configuration: https://docs.litellm.ai/docs/proxy/configs.md and
/// https://docs.litellm.ai/docs/proxy/prod.md, read 2026-11-27. Prices come with the package here
/// (`LITELLM_LOCAL_MODEL_COST_MAP`), so that it starts without the network.
final class LiteLlm {
    /// Not 1.82.7, 1.82.8 or 1.107.0, which were not its makers' work
    /// (https://github.com/BerriAI/litellm/issues/24512, and the notes on litellm in
    /// https://github.com/JuliusBrussee/caveman/releases/tag/middleware-python-v1.0.1, read
    /// 2026-11-27).
    static final String VERSION = "1.106.12";

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String KEY = "sk-bench";
    private static final String PYTHON =
            "install Python 3.10 to 3.14 with venv (Debian packages python3 and python3-venv)";

    private final Programs programs;
    private final Path folder;

    LiteLlm(Programs programs, Path root) {
        this.programs = programs;
        this.folder = root.resolve("bench/target/litellm");
    }

    /// Installs it on first use.
    ///
    /// @throws IOException saying what is missing, when it cannot be installed or started
    Gateways.Started start(int upstreamPort) throws IOException, InterruptedException {
        Path program = folder.resolve("venv/bin/litellm");
        Files.createDirectories(folder);
        if (!Files.exists(program)) {
            install();
        }
        Path config = folder.resolve("config.yaml");
        Files.writeString(config, config(upstreamPort));
        int port = FreePort.any();
        var command =
                List.of(
                        program.toString(),
                        "--config",
                        config.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--num_workers",
                        Integer.toString(Runtime.getRuntime().availableProcessors()),
                        "--timeout_worker_healthcheck",
                        Long.toString(PATIENCE.toSeconds()),
                        "--telemetry",
                        "False");
        var environment =
                programs.environment(
                        Map.of(
                                "LITELLM_LOCAL_MODEL_COST_MAP", "True",
                                "LITELLM_MODE", "PRODUCTION",
                                "LITELLM_LOG", "ERROR"));
        ManagedProcess process =
                ManagedProcess.start("litellm", command, environment, folder, line -> {});
        try {
            ServedWait.until(process, port, KEY, PATIENCE);
            return new Gateways.Started(port, KEY, process);
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    static String config(int upstreamPort) {
        return """
        model_list:
          - model_name: zero
            litellm_params:
              model: openai/zero
              api_base: http://127.0.0.1:%d/v1
              api_key: zero
        general_settings:
          master_key: %s
        """
                .formatted(upstreamPort, KEY);
    }

    private void install() throws IOException {
        String python = programs.onPath("python3", PYTHON);
        run("python3 -m venv", List.of(python, "-m", "venv", "venv"), PYTHON);
        run(
                "pip install",
                List.of(
                        folder.resolve("venv/bin/python").toString(),
                        "-m",
                        "pip",
                        "install",
                        "--disable-pip-version-check",
                        "--only-binary",
                        ":all:",
                        "litellm[proxy]==" + VERSION),
                "see what pip says above; a venv that is half made is in " + folder);
    }

    private void run(String name, List<String> command, String remedy) throws IOException {
        ManagedProcess step =
                ManagedProcess.start(
                        name, command, programs.environment(), folder, System.err::println);
        if (step.onExit().join() != 0) {
            throw new IOException(name + " failed for LiteLLM: " + remedy);
        }
    }
}
