package dev.airelay.local.engines;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Amazon's DynamoDB Local as a process with its own class path: its licence forbids compiling it
/// into a program, so nothing of it is ever on ours.
///
/// It takes any credentials (an access key of letters and digits) and checks no signature. A server
/// that forgets gives each pair of access key and region its own tables, so that tests can share
/// one; a server with a folder gives everybody the same. It has no option to listen on the loopback
/// interface only. Any thread may use it; close it to end the process.
///
/// Source of the options: `-help` of version 3.3.1 (2026-11-21).
public final class DynamoDbLocal implements AutoCloseable {
    private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

    private final ManagedProcess process;
    private final int port;

    private DynamoDbLocal(ManagedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts a server that forgets, on a free port, and waits until it answers (two to five
    /// seconds).
    ///
    /// @param root the repository, in whose `localstack/dynamodb-local/target/lib` the build put
    ///   the program
    /// @throws IOException when the program is not there or does not start
    public static DynamoDbLocal start(Path root) throws IOException, InterruptedException {
        return start(root, 0, Storage.memory(), line -> {});
    }

    /// @param port 0 for a free one
    /// @param lines takes what the server prints; must not throw
    public static DynamoDbLocal start(Path root, int port, Storage storage, Consumer<String> lines)
            throws IOException, InterruptedException {
        if (port != 0) {
            return launch(root, port, storage, lines);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return launch(root, FreePort.any(), storage, lines);
            } catch (IOException perhapsTaken) {
                if (attempt == ATTEMPTS) {
                    throw perhapsTaken;
                }
            }
        }
    }

    /// The endpoint to give to a client.
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }

    private static DynamoDbLocal launch(
            Path root, int port, Storage storage, Consumer<String> lines)
            throws IOException, InterruptedException {
        var library = root.resolve("localstack/dynamodb-local/target/lib").toAbsolutePath();
        if (!Files.isDirectory(library)) {
            throw new IOException(
                    "DynamoDB Local is not in " + library + ": build localstack/dynamodb-local");
        }
        if (!FreePort.isFree(port)) {
            throw new IOException("Port " + port + " for DynamoDB Local is already in use");
        }
        var command = command(library, port, storage);
        var environment = Map.of("DDB_LOCAL_TELEMETRY", "0");
        var process = ManagedProcess.start("dynamodb", command, environment, library, lines);
        try {
            process.awaitPort(port, PATIENCE);
            var started = new DynamoDbLocal(process, port);
            started.awaitAnswer();
            return started;
        } catch (IOException | InterruptedException e) {
            process.kill();
            throw e;
        }
    }

    private static List<String> command(Path library, int port, Storage storage)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", library.resolve("*").toString(), MAIN));
        command.addAll(List.of("-port", Integer.toString(port)));
        command.addAll(
                switch (storage) {
                    case Storage.Memory() -> List.of("-inMemory");
                    case Storage.Folder(var path) ->
                            List.of("-sharedDb", "-dbPath", existing(path).toString());
                });
        return command;
    }

    private static Path existing(Path folder) throws IOException {
        return Files.createDirectories(folder).toAbsolutePath();
    }

    /// Any status is an answer: a request without a target is a bad one.
    private void awaitAnswer() throws IOException {
        var connection = (HttpURLConnection) uri().toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) PATIENCE.toMillis());
        connection.setReadTimeout((int) PATIENCE.toMillis());
        connection.getResponseCode();
        connection.disconnect();
    }
}
