package dev.airelay.local.engines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// Passes bytes on to a port of this machine and counts how often a client spoke after it had
/// listened: its round trips. Exact while one request is made at a time. It remembers all that
/// clients said, so it is for short conversations.
public final class CountingForwarder implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final ByteArrayOutputStream spoken = new ByteArrayOutputStream();

    public CountingForwarder(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int roundTrips() {
        return roundTrips.get();
    }

    public int connections() {
        return connections.get();
    }

    /// What `pattern` finds in the bytes that clients have sent, in their order: its first group.
    public List<String> spoken(Pattern pattern) {
        synchronized (spoken) {
            return pattern.matcher(spoken.toString(StandardCharsets.ISO_8859_1))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                connections.incrementAndGet();
                var clientSpeaks = new AtomicInteger();
                Thread.ofVirtual().start(() -> pass(client, server, clientSpeaks, 1));
                Thread.ofVirtual().start(() -> pass(server, client, clientSpeaks, 0));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicInteger clientSpeaks, int client) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                if (clientSpeaks.getAndSet(client) == 0 && client == 1) {
                    roundTrips.incrementAndGet();
                }
                if (client == 1) {
                    synchronized (spoken) {
                        spoken.write(buffer, 0, n);
                    }
                }
                to.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
