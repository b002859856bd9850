package dev.airelay.platform.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server that says exactly what a test wants it to say, one script run for each connection.
final class RawServer implements AutoCloseable {
    /// What happens on one connection.
    @FunctionalInterface
    interface Script {
        void play(Peer peer) throws Exception;
    }

    private static final Pattern LENGTH =
            Pattern.compile(
                    "^content-length: (\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private RawServer(ServerSocket listener, Script script) {
        this.listener = listener;
        Thread.ofVirtual().start(() -> accept(script));
    }

    static RawServer playing(Script script) throws IOException {
        return on(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), script);
    }

    static RawServer on(ServerSocket listener, Script script) {
        return new RawServer(listener, script);
    }

    /// Answers every request on every connection with the same bytes.
    static RawServer answering(String answer) throws IOException {
        return playing(peer -> {
            while (peer.readRequest() != null) {
                peer.send(answer);
            }
        });
    }

    private void accept(Script script) {
        while (true) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> play(script, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new Peer(socket));
        } catch (IOException gone) {
            // The client may leave whenever it likes.
        } catch (Exception | AssertionError failed) {
            failures.add(failed);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /// How many connections were made so far.
    int accepted() {
        return accepted.get();
    }

    /// Closes every connection.
    ///
    /// @throws AssertionError when a script failed
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        Throwable failure = failures.poll();
        if (failure != null) {
            throw new AssertionError("the server's script failed", failure);
        }
    }

    /// A request as it came.
    record Seen(String head, @SuppressWarnings("ArrayRecordComponent") byte[] body) {}

    /// The client at the other end of one connection.
    static final class Peer {
        private final Socket socket;
        private final InputStream in;

        Peer(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
        }

        /// The next request; null when the client closed the connection instead.
        @Nullable Seen readRequest() throws IOException {
            String head = readHead();
            if (head == null) {
                return null;
            }
            var length = LENGTH.matcher(head);
            int announced = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return new Seen(head, in.readNBytes(announced));
        }

        @Nullable String readHead() throws IOException {
            var head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.write(next);
            }
            return head.toString(StandardCharsets.ISO_8859_1);
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void close() throws IOException {
            socket.close();
        }

        /// Closes by a reset instead of a proper end.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Returns when the client has closed the connection, one way or the other.
        void awaitClosed() {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException reset) {
                // That is one way.
            }
        }
    }
}
