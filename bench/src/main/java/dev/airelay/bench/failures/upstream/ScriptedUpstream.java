package dev.airelay.bench.failures.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.bench.failures.wire.Dialect;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Two upstreams on one loopback port, told apart by their path: `/primary/…` and `/fallback/…`.
///
/// The model of a request decides what happens to it; models that nobody announced are answered as
/// one should. Each connection has a thread that reads, so that its end is noticed at once, and
/// each request a thread that answers. Connections are kept alive where the answer allows.
public final class ScriptedUpstream implements AutoCloseable {
    private record Cast(Script script, Journal journal) {}

    private static final byte[] NOT_FOUND =
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".getBytes(US_ASCII);

    private final ServerSocket server;
    private final Map<String, Cast> casts = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// @param port 0 lets the system choose
    public ScriptedUpstream(int port) throws IOException {
        server = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("scripted-upstream").start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /// The base URL of a role, without the API's prefix.
    public String url(Role role) {
        return "http://127.0.0.1:" + port() + "/" + role.label();
    }

    /// Announces a model.
    ///
    /// @return where calls for it will be entered
    public Journal expect(String model, Script script) {
        var cast = new Cast(script, new Journal());
        casts.put(model, cast);
        return cast.journal();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    private void serve(Socket socket) {
        Optional<Visit> current = Optional.empty();
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (var request = UpstreamRequest.read(in);
                    request.isPresent();
                    request = UpstreamRequest.read(in)) {
                current = begin(request.get(), socket);
            }
        } catch (IOException gone) {
            // A reset: as good an end of a connection as any.
        } finally {
            current.ifPresent(Visit::abandoned);
            open.remove(socket);
        }
    }

    private Optional<Visit> begin(UpstreamRequest request, Socket socket) throws IOException {
        Optional<Role> role = Role.ofPath(request.path());
        Optional<Dialect> dialect = Dialect.ofPath(request.path());
        if (role.isEmpty() || dialect.isEmpty()) {
            socket.getOutputStream().write(NOT_FOUND);
            return Optional.empty();
        }
        Cast cast = casts.getOrDefault(request.model(), new Cast(Play::good, new Journal()));
        Visit visit = cast.journal().begin(role.get());
        var play = new Play(visit, cast.journal(), request, dialect.get(), socket);
        Thread.ofVirtual().start(() -> answer(cast.script(), play, socket));
        return Optional.of(visit);
    }

    private static void answer(Script script, Play play, Socket socket) {
        try {
            script.play(play);
        } catch (IOException | InterruptedException gone) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
