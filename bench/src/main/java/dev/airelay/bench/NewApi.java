package dev.airelay.bench;

import dev.airelay.local.engines.FreePort;
import dev.airelay.local.engines.ManagedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// new-api (https://github.com/QuantumNous/new-api) as a program that whoever measures has brought,
/// with SQLite in a folder of its own and its memory cache on; set up over its HTTP API.
///
/// Variables: https://docs.newapi.pro/zh/docs/installation/config-maintenance/environment-variables
/// (read 2026-11-27).
final class NewApi {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private NewApi() {}

    /// @param program its path; empty when none was named
    /// @throws IOException saying what is missing, when it cannot be started or set up
    static Gateways.Started start(Programs programs, Path work, String program, int upstreamPort)
            throws IOException, InterruptedException {
        if (program.isEmpty() || !Files.isExecutable(Path.of(program))) {
            throw new IOException(
                    "--against new-api wants its program: --new-api PATH (a release of"
                            + " https://github.com/QuantumNous/new-api for this machine)");
        }
        Path folder = Files.createTempDirectory(work, "new-api");
        int port = FreePort.any();
        var environment =
                programs.environment(
                        Map.of(
                                "PORT", Integer.toString(port),
                                "SQLITE_PATH", folder.resolve("new-api.db").toString(),
                                "SESSION_SECRET", "bench-sessions",
                                "CRYPTO_SECRET", "bench-secrets",
                                "GIN_MODE", "release",
                                "MEMORY_CACHE_ENABLED", "true",
                                "BATCH_UPDATE_ENABLED", "true"));
        ManagedProcess process =
                ManagedProcess.start(
                        "new-api",
                        List.of(Path.of(program).toAbsolutePath().toString()),
                        environment,
                        folder,
                        line -> {});
        try {
            process.awaitPort(port, PATIENCE);
            String key = new NewApiSetup(URI.create("http://127.0.0.1:" + port)).run(upstreamPort);
            ServedWait.until(process, port, key, PATIENCE);
            return new Gateways.Started(port, key, process);
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }
}
