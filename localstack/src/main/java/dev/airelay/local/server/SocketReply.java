package dev.airelay.local.server;

import dev.airelay.http.Headers;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Reply;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The answer on a socket: one HTTP chunk per flush, or, when all was written before the first
/// flush, one piece with a `content-length`.
///
/// The connection's own fields are the server's business and left out of what the handler set.
/// Several cookies share one `set-cookie` value, separated by line feeds, which no field value may
/// contain; each becomes a field of its own.
final class SocketReply implements Reply {
    static final Set<String> CONNECTION_FIELDS =
            Set.of(
                    "connection",
                    "content-length",
                    "date",
                    "keep-alive",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);
    private static final int BUFFERED_AT_MOST = 64 * 1024;

    private final RoutingResponse response;
    private final Lifeline lifeline;
    private final CutWrites writes;
    private final boolean head;
    private final Buffer buffer = new Buffer();
    private boolean started;
    private boolean withoutBody;
    private boolean ended;
    private boolean broken;
    private long length;
    private @Nullable OutputStream chunks;

    SocketReply(RoutingResponse response, Lifeline lifeline, CutWrites writes, String method) {
        this.response = response;
        this.lifeline = lifeline;
        this.writes = writes;
        this.head = method.equals("HEAD");
    }

    @Override
    public void start(int status, Headers headers) {
        if (started) {
            throw new IllegalStateException("The reply was started before");
        }
        var checked =
                headers.asMap().entrySet().stream()
                        .filter(field -> !CONNECTION_FIELDS.contains(field.getKey()))
                        .map(field -> checked(field.getKey(), field.getValue()))
                        .toList();
        started = true;
        withoutBody = head || WITHOUT_BODY.contains(status);
        response.status(Status.create(status));
        checked.forEach(response::header);
    }

    private static Header checked(String name, String value) {
        var values = name.equals("set-cookie") ? value.split("\n", -1) : new String[] {value};
        var header = HeaderValues.create(HeaderNames.create(name), values);
        header.validate();
        return header;
    }

    @Override
    public boolean started() {
        return started;
    }

    boolean ended() {
        return ended;
    }

    /// Whether the connection can carry nothing more.
    boolean broken() {
        return broken;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        requireOpen();
        length += count;
        if (withoutBody) {
            return;
        }
        buffer.write(bytes, from, count);
        if (buffer.size() > BUFFERED_AT_MOST) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        requireOpen();
        if (buffer.size() > 0) {
            send(this::sendChunk);
        }
    }

    @Override
    public void end() throws IOException {
        requireOpen();
        ended = true;
        send(chunks == null ? this::sendWhole : this::sendLast);
    }

    @Override
    public void fail(String errorType) {
        if (ended || broken) {
            return;
        }
        try {
            end();
        } catch (IOException alreadyBroken) {
            // The lifeline was told; there is nobody left to tell.
        }
    }

    @Override
    public void tear() {
        broken = !ended;
    }

    /// Ends what the handler left open: torn when it was started, with `body` and 500 when not.
    void finishForHandler(byte[] body) {
        if (started) {
            tear();
            return;
        }
        try {
            start(500, Headers.of("content-type", "application/json"));
            write(body, 0, body.length);
            end();
        } catch (IOException clientGone) {
            // The lifeline was told; there is nobody left to tell.
        }
    }

    private void requireOpen() throws IOException {
        if (!started || ended) {
            throw new IllegalStateException(
                    started ? "The reply has ended" : "The reply was not started");
        }
        if (broken) {
            throw new IOException("The client left");
        }
    }

    private void send(Sending step) throws IOException {
        try {
            writes.begin();
            try {
                step.send();
            } finally {
                writes.finish();
            }
        } catch (IOException | UncheckedIOException | ServerConnectionException e) {
            broken = true;
            lifeline.cut(Lifeline.Cut.CLIENT_GONE);
            throw new IOException("The client left", e);
        }
    }

    private void sendChunk() throws IOException {
        if (chunks == null) {
            chunks = response.outputStream();
        }
        chunks.write(buffer.bytes(), 0, buffer.size());
        chunks.flush();
        buffer.reset();
    }

    private void sendLast() throws IOException {
        if (buffer.size() > 0) {
            sendChunk();
        }
        if (chunks != null) {
            chunks.close();
        }
        response.commit();
    }

    private void sendWhole() {
        if (head) {
            response.header(HeaderNames.CONTENT_LENGTH, Long.toString(length));
        }
        response.send(buffer.bytes(), 0, buffer.size());
    }

    @FunctionalInterface
    private interface Sending {
        void send() throws IOException;
    }

    /// Gives the bytes away without a copy.
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
