package dev.airelay.local.engines;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/// A real `redis-server` on the loopback interface.
///
/// It can be killed and started again on the same port, to see how clients take an outage. Any
/// thread may use it, one at a time may start, kill or close it; close it to end the process and
/// delete its working folder.
public final class RedisServer implements AutoCloseable {
    /// What clients meet.
    public enum Shape {
        /// One server without TLS.
        PLAIN,
        /// One server that speaks TLS only.
        TLS,
        /// A cluster of one node that speaks TLS only, as ElastiCache Serverless presents itself:
        /// commands with keys of several slots are refused. Ready about two seconds later than
        /// [#PLAIN], because a new master waits that long before it takes writes.
        CLUSTER
    }

    /// The cluster bus listens this far above the port of the clients, also in 6.2 which cannot be
    /// told otherwise. Source: https://github.com/redis/redis/pull/9389 (2026-11-21).
    private static final int BUS_DISTANCE = 10_000;

    private static final Pattern CONNECTIONS = Pattern.compile("total_connections_received:(\\d+)");

    private static final int SLOTS = 16_384;
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Shape shape;
    private final int port;
    private final Storage storage;
    private final Path folder;
    private final Consumer<String> lines;
    private ManagedProcess process;

    private RedisServer(Shape shape, int port, Storage storage, Consumer<String> lines)
            throws IOException, InterruptedException {
        this.shape = shape;
        this.port = port;
        this.storage = storage;
        this.lines = lines;
        folder =
                switch (storage) {
                    case Storage.Memory() -> Files.createTempDirectory("relay-redis");
                    case Storage.Folder(var path) -> Files.createDirectories(path);
                };
        try {
            process = launch();
        } catch (IOException | InterruptedException e) {
            deleteWhatIsNotKept();
            throw e;
        }
    }

    /// Starts a server that forgets, on a free port, and waits until it takes commands.
    ///
    /// @throws IOException when there is no `redis-server` for this machine or it does not start
    public static RedisServer start(Shape shape) throws IOException, InterruptedException {
        return start(shape, 0, Storage.memory(), line -> {});
    }

    /// Starts a server and waits until it takes commands. With a folder it writes each change to an
    /// append-only file there, on disk within a second.
    ///
    /// @param port 0 for a free one
    /// @param lines takes what the server prints; must not throw
    public static RedisServer start(Shape shape, int port, Storage storage, Consumer<String> lines)
            throws IOException, InterruptedException {
        if (port != 0) {
            return new RedisServer(shape, port, storage, lines);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                var free = shape == Shape.CLUSTER ? FreePort.pair(BUS_DISTANCE) : FreePort.any();
                return new RedisServer(shape, free, storage, lines);
            } catch (IOException perhapsTaken) {
                if (attempt == ATTEMPTS) {
                    throw perhapsTaken;
                }
            }
        }
    }

    public int port() {
        return port;
    }

    public Shape shape() {
        return shape;
    }

    /// `redis://127.0.0.1:port`, or `rediss:` when clients have to speak TLS.
    public URI uri() {
        return URI.create((isTls() ? "rediss" : "redis") + "://127.0.0.1:" + port);
    }

    /// What lets a TLS client of this JVM trust the server; plain servers need none.
    public SSLContext sslContext() {
        return LoopbackCertificate.ofThisJvm().context();
    }

    /// The certificate to trust, as PEM, for clients in other processes; gone with this JVM.
    public Path certificate() {
        return LoopbackCertificate.ofThisJvm().certificate();
    }

    /// The same as a PKCS12 trust store with the password `changeit`.
    public Path trustStore() {
        return LoopbackCertificate.ofThisJvm().trustStore();
    }

    /// How many connections were opened to it since it was started, among them one for each call of
    /// this.
    public long connectionsSoFar() throws IOException {
        try (var redis = ask()) {
            var found = CONNECTIONS.matcher(redis.call(List.of("INFO", "stats")));
            if (!found.find()) {
                throw new IOException("Redis does not tell how many connections it had");
            }
            return Long.parseLong(found.group(1));
        }
    }

    private Resp ask() throws IOException {
        return new Resp(
                isTls() ? sslContext().getSocketFactory() : SocketFactory.getDefault(), port);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Ends the process by SIGKILL, as a crash would.
    public void kill() {
        process.kill();
    }

    /// Ends the process in whatever way is still needed and starts it again on the same port.
    public void restart() throws IOException, InterruptedException {
        process.close();
        process = launch();
    }

    @Override
    public void close() {
        process.close();
        deleteWhatIsNotKept();
    }

    private void deleteWhatIsNotKept() {
        if (storage instanceof Storage.Memory) {
            Folders.delete(folder);
        }
    }

    private boolean isTls() {
        return shape != Shape.PLAIN;
    }

    private ManagedProcess launch() throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(RedisBinary.command()), options().stream()).toList();
        var started = ManagedProcess.start("redis", command, Map.of(), folder, lines);
        try {
            started.awaitLine(line -> line.contains("Ready to accept connections"), PATIENCE);
            if (shape == Shape.CLUSTER) {
                formCluster();
            }
            return started;
        } catch (IOException | InterruptedException e) {
            started.kill();
            throw e;
        }
    }

    private List<String> options() {
        var options = new ArrayList<>(List.of("--bind", "127.0.0.1", "--dir", folder.toString()));
        var kept = storage instanceof Storage.Folder;
        options.addAll(List.of("--save", "", "--appendonly", kept ? "yes" : "no"));
        if (shape == Shape.PLAIN) {
            options.addAll(List.of("--port", Integer.toString(port)));
            return options;
        }
        var tls = LoopbackCertificate.ofThisJvm();
        options.addAll(List.of("--port", "0", "--tls-port", Integer.toString(port)));
        options.addAll(List.of("--tls-cert-file", tls.certificate().toString()));
        options.addAll(List.of("--tls-key-file", tls.privateKey().toString()));
        options.addAll(List.of("--tls-ca-cert-file", tls.certificate().toString()));
        options.addAll(List.of("--tls-auth-clients", "no"));
        if (shape == Shape.CLUSTER) {
            options.addAll(List.of("--tls-cluster", "yes", "--cluster-enabled", "yes"));
            options.addAll(List.of("--cluster-announce-ip", "127.0.0.1"));
        }
        return options;
    }

    private void formCluster() throws IOException {
        try (var redis = ask()) {
            if (redis.call(List.of("CLUSTER", "INFO")).contains("cluster_slots_assigned:0")) {
                var slots = IntStream.range(0, SLOTS).mapToObj(Integer::toString);
                redis.call(Stream.concat(Stream.of("CLUSTER", "ADDSLOTS"), slots).toList());
            }
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (!redis.call(List.of("CLUSTER", "INFO")).contains("cluster_state:ok")) {
                if (System.nanoTime() > end) {
                    throw new IOException("The Redis cluster does not become ready");
                }
                redis.call(List.of("WAIT", "1", "20"));
            }
        }
    }
}
