package dev.airelay.local.server;

import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Request;
import io.helidon.http.Header;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One listening HTTP/1.1 port that hands every request, whatever its method and path, to one
/// [Handler].
///
/// Each connection runs on a virtual thread of its own and is kept alive between requests. A body
/// larger than the limit reaches the handler cut to `bodyLimit` + 1 bytes, with the client's
/// `content-length`, so that the handler can refuse it in the client's own format. Lifelines are
/// cut for their deadline, when a write fails, and on [#close()]; a cut exchange has `lastWords` to
/// end its answer, after which blocked and later writes fail.
public final class HttpDoor implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(HttpDoor.class.getName());
    private static final byte[] DEFECT =
            "{\"error\":{\"message\":\"Internal error\"}}".getBytes(StandardCharsets.UTF_8);
    private static final int DRAINED_AT_MOST = 64 * 1024 * 1024;

    private final DoorSettings settings;
    private final Handler handler;
    private final InstantSource clock;
    private final WebServer server;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Lifeline> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    private HttpDoor(DoorSettings settings, Handler handler, InstantSource clock) {
        this.settings = settings;
        this.handler = handler;
        this.clock = clock;
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("door-timer").factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.server =
                WebServer.builder()
                        .address(settings.address())
                        .port(settings.port())
                        .writeBufferSize(0)
                        .shutdownHook(false)
                        .shutdownGracePeriod(settings.closeGrace())
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .contentEncoding(new BodiesAsSent())
                        .routing(HttpRouting.builder().any(this::serve))
                        .build();
    }

    /// Starts to listen.
    ///
    /// @throws PortUnavailableException when the port is taken or not allowed
    /// @throws IOException when the address cannot be listened on for another reason
    public static HttpDoor open(DoorSettings settings, Handler handler, InstantSource clock)
            throws IOException {
        requireFree(settings);
        var door = new HttpDoor(settings, handler, clock);
        door.server.start();
        if (!door.server.isRunning()) {
            door.timer.shutdownNow();
            throw new IOException(
                    "Cannot listen on " + settings.address() + " port " + settings.port());
        }
        return door;
    }

    /// The port that clients connect to, also when the settings left the choice to the system.
    public int port() {
        return server.port();
    }

    /// Stops to accept, cuts all lifelines, and waits for the handlers as long as the settings say.
    @Override
    public void close() {
        closing = true;
        open.forEach(lifeline -> lifeline.cut(Lifeline.Cut.SHUTDOWN));
        server.stop();
        timer.shutdownNow();
    }

    /// Tries whether the port can be had; the server itself only logs why it could not bind.
    ///
    /// @throws PortUnavailableException when the port is taken or not allowed
    public static void requireFree(DoorSettings settings) throws IOException {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.address(), settings.port()));
        } catch (BindException e) {
            throw new PortUnavailableException(settings.port(), e);
        }
    }

    private void serve(ServerRequest asked, ServerResponse answer) {
        var lifeline = new Lifeline(clock.instant().plus(settings.timeAllowed()));
        var body =
                asked.content().hasEntity()
                        ? asked.content().inputStream()
                        : InputStream.nullInputStream();
        var request = read(asked, body, lifeline);
        var writes = new CutWrites();
        var reply = new SocketReply((RoutingResponse) answer, lifeline, writes, request.method());
        var timeUntilCut = settings.timeAllowed().minus(settings.lastWords()).toMillis();
        var deadline =
                timer.schedule(
                        () -> lifeline.cut(Lifeline.Cut.DEADLINE),
                        timeUntilCut,
                        TimeUnit.MILLISECONDS);
        lifeline.onCut(() -> expireSoon(writes));
        open.add(lifeline);
        try {
            if (closing) {
                lifeline.cut(Lifeline.Cut.SHUTDOWN);
            }
            handle(request, reply);
        } finally {
            deadline.cancel(false);
            open.remove(lifeline);
        }
        if (reply.broken()) {
            throw new CloseConnectionException("The answer broke off");
        }
        if (request.body().length > settings.bodyLimit()) {
            drain(body);
        }
    }

    private void expireSoon(CutWrites writes) {
        var _ =
                timer.schedule(
                        writes::expire, settings.lastWords().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handle(Request request, SocketReply reply) {
        try {
            handler.handle(request, reply);
        } catch (RuntimeException | Error e) {
            LOGGER.log(System.Logger.Level.ERROR, "The handler of " + request + " failed", e);
        }
        if (reply.ended() || reply.broken()) {
            return;
        }
        LOGGER.log(System.Logger.Level.ERROR, "The handler of " + request + " left its reply open");
        reply.finishForHandler(DEFECT);
    }

    private Request read(ServerRequest asked, InputStream body, Lifeline lifeline) {
        var headers = Headers.builder();
        for (Header header : asked.headers()) {
            headers.set(header.headerName().lowerCase(), String.join(",", header.allValues()));
        }
        var prologue = asked.prologue();
        return new Request(
                prologue.method().text(),
                prologue.uriPath().rawPath(),
                prologue.query().rawValue(),
                headers.build(),
                whole(body),
                address(asked),
                lifeline);
    }

    private byte[] whole(InputStream body) {
        try {
            return body.readNBytes(settings.bodyLimit() + 1);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("The client left during its request", e);
        }
    }

    private static String address(ServerRequest asked) {
        return asked.remotePeer().address() instanceof InetSocketAddress peer
                        && peer.getAddress() != null
                ? peer.getAddress().getHostAddress()
                : "";
    }

    /// Reads on, so that the client's system does not discard the answer because of unread bytes.
    private static void drain(InputStream body) {
        try {
            body.skipNBytes(DRAINED_AT_MOST);
        } catch (IOException | UncheckedIOException endOfBody) {
            return;
        }
        throw new CloseConnectionException("The client sends without end");
    }
}
