package dev.airelay.proxy.stage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;

/// A port of this machine alone, open until it is closed; each connection is served by a virtual
/// thread of its own.
final class Loopback implements AutoCloseable {
    /// Speaks with one client until it leaves.
    @FunctionalInterface
    interface Serving {
        void serve(InputStream in, OutputStream out) throws IOException;
    }

    private static final int WAITING = 64;

    private final ServerSocket listener;
    private final Serving serving;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Thread accepting = Thread.ofVirtual().name("stage").unstarted(this::accept);

    private Loopback(ServerSocket listener, Serving serving) {
        this.listener = listener;
        this.serving = serving;
    }

    static Loopback open(ServerSocketFactory sockets, Serving serving) throws IOException {
        var address = InetAddress.ofLiteral("127.0.0.1");
        var opened = new Loopback(sockets.createServerSocket(0, WAITING, address), serving);
        opened.accepting.start();
        return opened;
    }

    static Loopback open(Serving serving) throws IOException {
        return open(ServerSocketFactory.getDefault(), serving);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().name("stage").start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // Closing the port is how this ends.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            serving.serve(
                    new BufferedInputStream(connection.getInputStream()),
                    new BufferedOutputStream(connection.getOutputStream()));
        } catch (IOException gone) {
            // Whoever rehearses sees that there is no answer.
        } finally {
            connections.remove(connection);
        }
    }

    /// Returns when nobody listens any more: a socket outlives its closing for as long as a thread
    /// waits at it.
    @Override
    public void close() {
        try (listener) {
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException unclosable) {
            throw new IllegalStateException("the stage cannot be left", unclosable);
        }
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
