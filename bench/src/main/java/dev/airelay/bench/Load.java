package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A closed loop: each connection sends its next request when it has read the answer to the one
/// before. It tells what a fixed number of clients experience, not what would happen at a fixed
/// arrival rate.
final class Load {
    private Load() {}

    /// What one cell showed.
    ///
    /// @param failures answers with a status other than 200
    record Result(Samples latency, Samples firstByte, double requestsPerSecond, long failures) {}

    static Result run(Target target, boolean stream, int connections, Duration time)
            throws InterruptedException {
        byte[] request = request(target, "zero", stream);
        long end = System.nanoTime() + time.toNanos();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<Client>>();
            for (int i = 0; i < connections; i++) {
                clients.add(threads.submit(() -> new Client().run(target.port(), request, end)));
            }
            return collect(target, clients, start);
        }
    }

    private static Result collect(Target target, List<Future<Client>> clients, long start)
            throws InterruptedException {
        var latency = new Samples();
        var firstByte = new Samples();
        long failures = 0;
        for (Future<Client> future : clients) {
            try {
                Client client = future.get();
                latency.addAll(client.latency);
                firstByte.addAll(client.firstByte);
                failures += client.failures;
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "a client of " + target.name() + " broke", e.getCause());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(latency, firstByte, latency.count() / seconds, failures);
    }

    static byte[] request(Target target, String model, boolean stream) {
        String body =
                "{\"model\":\""
                        + model
                        + "\",\"stream\":"
                        + stream
                        + ",\"messages\":[{\"role\":\"system\",\"content\":\""
                        + "You are a helpful assistant. ".repeat(20)
                        + "\"},{\"role\":\"user\",\"content\":\"Hello\"}]}";
        var head =
                new StringBuilder(
                        "POST "
                                + target.path()
                                + " HTTP/1.1\r\nhost: 127.0.0.1:"
                                + target.port()
                                + "\r\ncontent-type: application/json\r\ncontent-length: "
                                + body.length()
                                + "\r\n");
        target.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return (head + "\r\n" + body).getBytes(UTF_8);
    }

    /// One connection and what it saw.
    private static final class Client {
        private final Samples latency = new Samples();
        private final Samples firstByte = new Samples();
        private long failures;

        private Client run(int port, byte[] request, long end) {
            var answer = new ReadAnswer();
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setTcpNoDelay(true);
                var in = socket.getInputStream();
                var out = socket.getOutputStream();
                long now = System.nanoTime();
                while (now < end) {
                    out.write(request);
                    answer.read(in);
                    long done = System.nanoTime();
                    latency.add(done - now);
                    firstByte.add(answer.firstBodyByteNanos() - now);
                    failures += answer.status() == 200 ? 0 : 1;
                    now = System.nanoTime();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return this;
        }
    }
}
