package dev.airelay.local.server;

import dev.airelay.http.Handler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One listening HTTP/1.1 port that hands every request, whatever its method and path, to one
/// [Handler].
///
/// Each connection runs on a virtual thread of its own and is kept alive between requests. A
/// request is handed over when its head is there; its body is read when the handler asks for it. A
/// body larger than the limit comes cut to one byte above it, so that the handler can refuse it in
/// the client's own format. Cancellations are cut for their deadline, when the client leaves, which
/// is noticed while nothing is written too, and on [#close()]; a cut exchange has `lastWords` to
/// end its answer, after which blocked and later writes fail.
public final class HttpDoor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpDoor.class.getName());

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ServerSocket listener;
    private final ClientConnection.Door door;
    private final Semaphore connectionsLeft;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("door-", 0).factory());

    private HttpDoor(
            ServerSocket listener, DoorSettings settings, Handler handler, InstantSource clock) {
        this.listener = listener;
        this.door =
                new ClientConnection.Door(
                        settings,
                        handler,
                        new Watch(settings.times(), clock),
                        new BodyRoom(settings.sizes().bodies()));
        this.connectionsLeft = new Semaphore(settings.sizes().connections());
    }

    /// Starts to listen.
    ///
    /// @throws PortUnavailableException when the port is taken or not allowed
    /// @throws IOException when the address cannot be listened on for another reason
    public static HttpDoor open(DoorSettings settings, Handler handler, InstantSource clock)
            throws IOException {
        var opened = new HttpDoor(bound(settings), settings, handler, clock);
        Thread.ofPlatform().name("door-" + opened.port()).start(opened::accept);
        return opened;
    }

    /// The port that clients connect to, also when the settings left the choice to the system.
    public int port() {
        return listener.getLocalPort();
    }

    /// Tries whether the port can be had.
    ///
    /// @throws PortUnavailableException when the port is taken or not allowed
    public static void requireFree(DoorSettings settings) throws IOException {
        bound(settings).close();
    }

    private static ServerSocket bound(DoorSettings settings) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.address(), settings.port()), 1_024);
            return socket;
        } catch (BindException e) {
            socket.close();
            throw new PortUnavailableException(settings.port(), e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Stops to accept, cuts all cancellations, and waits for the handlers as long as the settings
    /// say.
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The port cannot be given back", e);
        }
        door.watch().cutAll();
        connections.forEach(ClientConnection::closeIfIdle);
        threads.shutdown();
        try {
            long grace = door.settings().times().close().toMillis();
            if (!threads.awaitTermination(grace, TimeUnit.MILLISECONDS)) {
                connections.forEach(ClientConnection::close);
                var _ = threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        door.watch().close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connectionsLeft.acquire();
            } catch (InterruptedException e) {
                return;
            }
            try {
                serve(listener.accept());
            } catch (IOException | RejectedExecutionException e) {
                connectionsLeft.release();
                if (!listener.isClosed()) {
                    LOG.log(Level.WARNING, "A connection cannot be accepted", e);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            String address = socket.getInetAddress().getHostAddress();
            var connection = new ClientConnection(door, new Wire(socket), address);
            threads.execute(() -> serve(connection));
        } catch (IOException | RejectedExecutionException e) {
            socket.close();
            throw e;
        }
    }

    private void serve(ClientConnection connection) {
        connections.add(connection);
        try {
            connection.serve();
        } finally {
            connections.remove(connection);
            connectionsLeft.release();
        }
    }
}
