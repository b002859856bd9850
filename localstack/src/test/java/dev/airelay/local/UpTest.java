package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.local.engines.ManagedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `./relay up` as people run it: a process of its own.
class UpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String ROOT = System.getProperty("relay.root");

    @TempDir private Path folder;

    private ManagedProcess up(String... flags) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Drelay.root=" + ROOT,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.airelay.local.Up",
                                "--port",
                                "0"));
        command.addAll(List.of(flags));
        return ManagedProcess.start(
                "up",
                command,
                Map.of("PATH", "/usr/bin:/bin", "LANG", "en_US.UTF-8"),
                folder,
                _ -> {});
    }

    private JsonNode ready() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("ready.json").toFile());
    }

    private static void welcomed(ManagedProcess up) throws IOException, InterruptedException {
        up.awaitLine(line -> line.contains("AI Relay is up"), PATIENCE);
    }

    private static int models(JsonNode ready) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(ready.get("baseUrl").asText() + "/v1/models"))
                        .header("authorization", "Bearer " + ready.get("apiKey").asText())
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    @Test
    void keepsItsKeyBetweenRunsUntilItIsToldToForget() throws Exception {
        String[] flags = {
            "--data",
            folder.resolve("data").toString(),
            "--ready-file",
            folder.resolve("ready.json").toString()
        };
        String first;
        try (ManagedProcess up = up(flags)) {
            welcomed(up);
            first = ready().get("apiKey").asText();
            assertEquals(200, models(ready()));
        }
        try (ManagedProcess up = up(flags)) {
            welcomed(up);
            assertEquals(first, ready().get("apiKey").asText());
            assertEquals(200, models(ready()));
            try (ManagedProcess second = up(flags)) {
                assertEquals(1, second.onExit().get(90, TimeUnit.SECONDS));
                second.awaitLine(line -> line.contains("Another relay is running"), PATIENCE);
            }
        }
        try (ManagedProcess up = up(flags[0], flags[1], flags[2], flags[3], "--fresh")) {
            welcomed(up);
            assertNotEquals(first, ready().get("apiKey").asText());
            assertEquals(200, models(ready()));
        }
    }

    @Test
    void withAGateInDynamoThereIsNoRedis() throws Exception {
        try (ManagedProcess up =
                up(
                        "--gate",
                        "dynamodb",
                        "--data",
                        folder.resolve("data").toString(),
                        "--ready-file",
                        folder.resolve("ready.json").toString())) {
            welcomed(up);
            assertEquals(200, models(ready()));
            assertFalse(
                    up.tree().stream()
                            .map(process -> process.info().command().orElse(""))
                            .anyMatch(command -> command.contains("redis")));
        }
    }

    /// Redis; or Redis, DynamoDB Local and two Lambda environments; or DynamoDB Local.
    @ParameterizedTest
    @CsvSource({"--stores=memory, 1", "--mode=lambda, 4", "--gate=dynamodb, 1"})
    void sigtermStopsEverythingThatItStarted(String flag, int children) throws Exception {
        try (ManagedProcess up = up(flag, "--data", folder.resolve("d").toString())) {
            welcomed(up);
            List<ProcessHandle> tree = up.tree();
            assertTrue(tree.size() > children, tree.toString());
            ProcessHandle.of(up.pid()).orElseThrow().destroy();
            for (ProcessHandle process : tree) {
                process.onExit().get(30, TimeUnit.SECONDS);
                assertFalse(process.isAlive());
            }
        }
    }

    @Test
    void aBusyPortIsSaidBeforeAnythingStarts() throws Exception {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ManagedProcess up =
                        up(
                                "--port",
                                Integer.toString(busy.getLocalPort()),
                                "--data",
                                folder.resolve("d").toString())) {
            up.awaitLine(
                    line -> line.contains("Port " + busy.getLocalPort() + " is in use"), PATIENCE);
            assertEquals(1, up.onExit().get(30, TimeUnit.SECONDS));
            assertFalse(Files.exists(folder.resolve("d")));
        }
    }

    @Test
    void flagsThatMakeNoSenseEndWithTwo() throws Exception {
        try (ManagedProcess up = up("--mode", "cloud")) {
            assertEquals(2, up.onExit().get(90, TimeUnit.SECONDS));
        }
    }
}
