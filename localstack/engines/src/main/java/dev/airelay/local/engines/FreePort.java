package dev.airelay.local.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports for engines that cannot choose one themselves. Another process may take a port between the
/// look and the use, so whoever uses one must be ready to try again.
public final class FreePort {
    private static final int ATTEMPTS = 1000;

    private FreePort() {}

    public static int any() throws IOException {
        try (var socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    /// A free port whose neighbour `distance` above it is free too.
    static int pair(int distance) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var socket = listen(0)) {
                var port = socket.getLocalPort();
                if (port + distance <= 65_535 && isFree(port + distance)) {
                    return port;
                }
            }
        }
        throw new IOException("No two free ports " + distance + " apart");
    }

    static boolean isFree(int port) {
        try (var socket = listen(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
