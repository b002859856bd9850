package dev.airelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.bench.linux.Memory;
import dev.airelay.local.engines.FreePort;
import dev.airelay.local.engines.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts what is measured, each in front of the same upstream.
public final class Gateways {
    public static final String PORTKEY_VERSION = "1.15.2";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHAT = "/v1/chat/completions";

    private final Path root;
    private final Path work;
    private final Programs programs;
    private final int upstreamPort;

    /// @param root the checkout
    /// @param environment this process's own
    public Gateways(Path root, Map<String, String> environment, int upstreamPort)
            throws IOException {
        this.root = root;
        this.programs = new Programs(environment);
        this.upstreamPort = upstreamPort;
        work = Files.createDirectories(root.resolve("bench/target/work"));
    }

    /// A gateway that has been started.
    ///
    /// @param key that lets clients in; empty when none is needed
    public record Started(int port, String key, ManagedProcess process) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    /// Starts one of those that `--against` knows, or `relay`.
    ///
    /// @throws IOException saying what is missing, when it cannot be started
    Target start(String name, BenchFlags flags) throws IOException, InterruptedException {
        return switch (name) {
            case "relay" -> relay(flags);
            case "nginx" -> nginx();
            case "portkey" -> portkey();
            case "litellm" -> chat("litellm", new LiteLlm(programs, root).start(upstreamPort));
            case "new-api" ->
                    chat("new-api", NewApi.start(programs, work, flags.newApi(), upstreamPort));
            default ->
                    throw new IOException(
                            "--against knows nginx, portkey, litellm and new-api, not " + name);
        };
    }

    /// The relay in front of the upstream, as the flags want it.
    Target relay(BenchFlags flags) throws IOException, InterruptedException {
        var more =
                new ArrayList<>(
                        List.of(
                                "--mode", flags.mode(),
                                "--stores", flags.stores(),
                                "--gate", flags.gate(),
                                "--upstream",
                                        "openai=http://127.0.0.1:"
                                                + upstreamPort
                                                + "/v1,key=zero"));
        if (flags.mode().equals("lambda")) {
            more.addAll(List.of("--environments", Integer.toString(flags.mostConnections())));
        }
        Started started = up(flags.heap(), more);
        return new ProcessTarget(
                "relay (" + flags.mode() + ", " + flags.stores() + ", gate " + flags.gate() + ")",
                started.port(),
                CHAT,
                Map.of("authorization", "Bearer " + started.key()),
                started.process(),
                Gateways::isRelay);
    }

    /// The relay as `./relay up` starts it, on a free port with a data folder of its own.
    ///
    /// @param heap its largest, as the JVM writes it
    /// @param flags for `up`, beyond those
    public Started up(String heap, List<String> flags) throws IOException, InterruptedException {
        Path ready = Files.createTempFile(work, "ready", ".json");
        Path data = Files.createTempDirectory(work, "data");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-Xmx" + heap,
                                "-Drelay.root=" + root,
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.airelay.local.Up"));
        command.addAll(List.of("--port", "0"));
        command.addAll(List.of("--data", data.toString(), "--ready-file", ready.toString()));
        command.addAll(flags);
        ManagedProcess process =
                ManagedProcess.start("relay", command, programs.environment(), root, line -> {});
        process.awaitLine(
                line -> line.contains("AI Relay is up") || line.contains("已启动"), PATIENCE);
        JsonNode told = new ObjectMapper().readTree(ready.toFile());
        String base = told.get("baseUrl").asText();
        int port = Integer.parseInt(base.substring(base.lastIndexOf(':') + 1));
        return new Started(port, told.get("apiKey").asText(), process);
    }

    /// Redis and DynamoDB, its other children, stand for services of their own.
    private static boolean isRelay(ProcessHandle process) {
        String command = Memory.commandLine(process);
        return command.contains("dev.airelay.local.Up")
                || command.contains("dev.airelay.proxy.ProxyFunction");
    }

    /// A gateway whose own key stands where OpenAI's would.
    private static Target chat(String name, Started started) {
        return new ProcessTarget(
                name,
                started.port(),
                CHAT,
                Map.of("authorization", "Bearer " + started.key()),
                started.process(),
                one -> true);
    }

    /// nginx as a plain reverse proxy: what passing bytes on costs at the least.
    private Target nginx() throws IOException, InterruptedException {
        int port = FreePort.any();
        Path config = work.resolve("nginx.conf");
        Files.writeString(
                config,
                """
                daemon off;
                worker_processes 2;
                error_log stderr warn;
                pid %1$s/nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  keepalive_requests 1000000000;
                  upstream zero { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 1000000000; }
                  server {
                    listen 127.0.0.1:%3$d;
                    location / {
                      proxy_pass http://zero; proxy_http_version 1.1; proxy_set_header Connection "";
                      proxy_buffering off;
                    }
                  }
                }
                """
                        .formatted(work, upstreamPort, port));
        var command =
                List.of(
                        programs.onPath("nginx", "apt-get install nginx-light"),
                        "-c",
                        config.toString());
        ManagedProcess process =
                ManagedProcess.start("nginx", command, programs.environment(), root, line -> {});
        process.awaitPort(port, PATIENCE);
        return new ProcessTarget("nginx", port, CHAT, Map.of(), process, one -> true);
    }

    /// Portkey's gateway in front of the upstream.
    private Target portkey() throws IOException, InterruptedException {
        Started started = portkeyAlone();
        var headers =
                Map.of(
                        "authorization", "Bearer zero",
                        "x-portkey-provider", "openai",
                        "x-portkey-custom-host", "http://127.0.0.1:" + upstreamPort + "/v1");
        return new ProcessTarget(
                "portkey", started.port(), CHAT, headers, started.process(), one -> true);
    }

    /// Portkey's open gateway, the most used one that npm has; each request tells it where to go.
    /// The overrides take the newest releases of its web framework that it still works with.
    public Started portkeyAlone() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(root.resolve("bench/target/portkey"));
        Path main = folder.resolve("node_modules/@portkey-ai/gateway/build/start-server.js");
        if (!Files.exists(main)) {
            Files.writeString(
                    folder.resolve("package.json"),
                    """
                    {"private": true, "dependencies": {"@portkey-ai/gateway": "%s"},
                     "overrides": {"@hono/node-server": "1.13.5", "hono": "4.9.7"}}
                    """
                            .formatted(PORTKEY_VERSION));
            var install =
                    List.of(
                            programs.onPath("npm", "install Node.js 20 or newer"),
                            "install",
                            "--ignore-scripts");
            ManagedProcess npm =
                    ManagedProcess.start(
                            "npm", install, programs.environment(), folder, System.err::println);
            if (npm.onExit().join() != 0) {
                throw new IOException("npm could not install @portkey-ai/gateway");
            }
        }
        int port = FreePort.any();
        var command =
                List.of(
                        programs.onPath("node", "install Node.js 20 or newer"),
                        main.toString(),
                        "--headless",
                        "--port=" + port);
        ManagedProcess process =
                ManagedProcess.start(
                        "portkey", command, programs.environment(), folder, line -> {});
        process.awaitPort(port, PATIENCE);
        return new Started(port, "", process);
    }
}
