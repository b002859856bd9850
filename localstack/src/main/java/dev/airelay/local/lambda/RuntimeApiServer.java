package dev.airelay.local.lambda;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The Runtime API of one environment, on a loopback port of its own.
///
/// It is the wire only: connections, heads, answers; [RuntimeApi] knows what the calls mean. Each
/// connection runs on a virtual thread. Protocol:
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, read 2026-11-21.
final class RuntimeApiServer implements AutoCloseable {
    private final RuntimeApi api;
    private final ServerSocket listening;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private RuntimeApiServer(RuntimeApi api, ServerSocket listening) {
        this.api = api;
        this.listening = listening;
    }

    static RuntimeApiServer start(RuntimeApi api) throws IOException {
        var server =
                new RuntimeApiServer(
                        api, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("runtime-api").start(server::accept);
        return server;
    }

    /// What `AWS_LAMBDA_RUNTIME_API` says: host and port.
    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var connection = listening.accept();
                Thread.ofVirtual().name("runtime-api-connection").start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // Closing the listening socket is how this loop ends.
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            for (var request = ApiRequest.read(in);
                    request.isPresent();
                    request = ApiRequest.read(in)) {
                var answer = api.call(request.get());
                var keep = request.get().keepsConnection() && request.get().body().ended();
                connection.getOutputStream().write(bytes(answer, keep));
                if (!keep) {
                    return;
                }
            }
        } catch (IOException | InterruptedException runtimeGone) {
            // The runtime died or hung up; whoever waits for it learns that from its process.
        } finally {
            connections.remove(connection);
        }
    }

    private static byte[] bytes(RuntimeApi.Answer answer, boolean keep) {
        var head = new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Status\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(answer.body().length).append("\r\n");
        head.append(keep ? "\r\n" : "connection: close\r\n\r\n");
        var first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        var all = Arrays.copyOf(first, first.length + answer.body().length);
        System.arraycopy(answer.body(), 0, all, first.length, answer.body().length);
        return all;
    }
}
