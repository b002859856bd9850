package dev.airelay.platform.lambda;

import dev.airelay.http.Headers;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A Runtime API on a real socket that answers as it is told and records what it is sent, chunk by
/// chunk.
final class FakeRuntimeApi implements AutoCloseable {
    /// What one call to `next` or `restore/next` gets; throwing drops the connection.
    interface Script {
        void answer(OutputStream out) throws IOException;
    }

    /// A call with a body of known length.
    record Report(String path, Headers headers, String body) {}

    final BlockingQueue<Script> nexts = new LinkedBlockingQueue<>();
    final BlockingQueue<Script> restores = new LinkedBlockingQueue<>();
    final BlockingQueue<RecordedResponse> responses = new LinkedBlockingQueue<>();
    final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    final List<String> journal = new CopyOnWriteArrayList<>();
    final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// One permit for each chunk that may be read; plenty unless a test takes them away.
    final Semaphore reading = new Semaphore(Integer.MAX_VALUE / 2);

    volatile int responseStatus = 202;
    volatile int dropAfterChunks = Integer.MAX_VALUE;

    private final ServerSocket server;

    FakeRuntimeApi() throws IOException {
        server = new ServerSocket();
        server.setReceiveBufferSize(64 * 1024);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    static Script status(int status, String fields, String body) {
        return out ->
                out.write(
                        ("HTTP/1.1 "
                                        + status
                                        + " Said\r\n"
                                        + fields
                                        + "Content-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body)
                                .getBytes(StandardCharsets.UTF_8));
    }

    static Script drop() {
        return _ -> {
            throw new EOFException("dropped on purpose");
        };
    }

    RecordedResponse response() throws InterruptedException {
        return Await.next(responses);
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var line = Wire.line(in).split(" ", 3);
            var path = line[1].replace("/2018-06-01/runtime/", "");
            var headers = Wire.fields(in);
            journal.add(line[0] + " " + path);
            answer(path, headers, in, socket.getOutputStream());
            // Wait for the client to close, so that it never sees a reset.
            socket.shutdownOutput();
            in.skip(Long.MAX_VALUE);
        } catch (IOException | InterruptedException e) {
            // a dropped connection is part of many tests
        } finally {
            open.remove(socket);
        }
    }

    private void answer(String path, Headers headers, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        if (path.equals("invocation/next")) {
            nexts.take().answer(out);
        } else if (path.equals("restore/next")) {
            restores.take().answer(out);
        } else if (path.endsWith("/response")) {
            var response = new RecordedResponse(path, headers);
            responses.add(response);
            response.read(in, reading, dropAfterChunks);
            status(responseStatus, "", "{\"status\":\"OK\"}").answer(out);
        } else {
            int length = Integer.parseInt(headers.first("content-length").orElseThrow());
            reports.add(
                    new Report(
                            path,
                            headers,
                            new String(in.readNBytes(length), StandardCharsets.UTF_8)));
            status(202, "", "{}").answer(out);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    /// Blocking reads of queues, with the one patience of all tests.
    static final class Await {
        private Await() {}

        static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
            var next = queue.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came within 10 s");
            }
            return next;
        }
    }
}
