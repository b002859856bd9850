package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.BodyException;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;

/// One client's connection: request after request, until one side closes it.
///
/// Runs on a thread of its own; [#closeIfIdle] and [#close] may be called by any.
final class ClientConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

    private final Door door;
    private final Wire wire;
    private final String address;
    private final HeadReader heads;
    private volatile boolean idle;

    /// What the connections of a door share.
    ///
    /// @param watch cuts cancellations when their time has come
    record Door(DoorSettings settings, Handler handler, Watch watch, BodyRoom room) {}

    ClientConnection(Door door, Wire wire, String address) {
        this.door = door;
        this.wire = wire;
        this.address = address;
        this.heads = new HeadReader(wire, door.settings().sizes());
    }

    void serve() {
        try {
            boolean more = exchange(times().head());
            while (more) {
                more = exchange(times().idle());
            }
        } catch (IOException gone) {
            LOG.log(Level.TRACE, "The client left", gone);
        } finally {
            close();
        }
    }

    /// Closes the connection unless it is between a request's first byte and its answer's last.
    void closeIfIdle() {
        if (idle) {
            close();
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    private DoorSettings.Times times() {
        return door.settings().times();
    }

    /// @return whether the connection can be used again
    private boolean exchange(Duration patience) throws IOException {
        if (!awaitRequest(patience)) {
            return false;
        }
        RequestHead head;
        try {
            wire.allow(times().head(), times().head());
            head = heads.read();
        } catch (RefusedException e) {
            return refuse(e);
        } catch (SocketTimeoutException e) {
            return refuse(new RefusedException(408, "The request did not arrive in time."));
        }
        return serve(head);
    }

    private boolean awaitRequest(Duration patience) throws IOException {
        idle = true;
        if (door.watch().closing()) {
            return false;
        }
        wire.allow(patience, patience);
        try {
            return wire.hasMore();
        } catch (SocketTimeoutException silence) {
            return false;
        } finally {
            idle = false;
        }
    }

    private boolean refuse(RefusedException e) throws IOException {
        byte[] body = error(e.reason());
        byte[] head =
                new AnswerHead(e.status(), Headers.of("content-type", "application/json"))
                        .field("content-length", Integer.toString(body.length))
                        .field("connection", "close")
                        .bytes();
        wire.write(head, 0, head.length);
        wire.write(body, 0, body.length);
        idle = true;
        wire.closeGently(true, times().linger());
        return false;
    }

    private static byte[] error(String message) {
        return ("{\"error\":{\"message\":\"" + message + "\",\"type\":\"invalid_request_error\"}}")
                .getBytes(UTF_8);
    }

    private boolean serve(RequestHead head) throws IOException {
        var turn = door.watch().begin(wire);
        var content =
                new SocketContent(
                        wire,
                        new BodyReader(wire, heads, head.framing()),
                        head.expectsContinue(),
                        door.settings(),
                        door.room(),
                        turn::received);
        var reply =
                new SocketReply(
                        wire,
                        turn.cancellation(),
                        head,
                        () -> content.leavesLittle() && !door.watch().closing(),
                        door.watch().clock());
        turn.onLeaving(reply::leave);
        try {
            handle(
                    new Request(
                            head.method(),
                            head.path(),
                            head.query(),
                            head.headers(),
                            content,
                            address,
                            turn.cancellation(),
                            UUID.randomUUID().toString()),
                    reply);
        } finally {
            turn.end();
            content.release();
        }
        return end(content, reply);
    }

    private boolean end(SocketContent content, SocketReply reply) throws IOException {
        if (reply.broken()) {
            if (reply.endsWithConnection()) {
                wire.abort();
            }
            return false;
        }
        if (reply.keptAlive()) {
            content.drain();
            return true;
        }
        idle = true;
        wire.closeGently(!content.ended(), times().linger());
        return false;
    }

    private void handle(Request request, SocketReply reply) {
        int status = 500;
        String message = "Internal error";
        try {
            door.handler().handle(request, reply);
            if (leftOpen(reply)) {
                LOG.log(Level.ERROR, "The handler of " + request + " left its reply open");
            }
        } catch (BodyException e) {
            status =
                    switch (e.why()) {
                        case MALFORMED, BROKEN_OFF -> 400;
                        case TOO_SLOW -> 408;
                        case NO_ROOM -> 503;
                    };
            message = "The request body cannot be read";
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The handler of " + request + " failed", e);
        }
        if (leftOpen(reply)) {
            reply.finishForHandler(status, error(message));
        }
    }

    private static boolean leftOpen(SocketReply reply) {
        return !reply.ended() && !reply.broken();
    }
}
