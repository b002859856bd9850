package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The answer on a socket: one HTTP chunk per flush, or, when all was written before the first
/// flush, one piece with a `content-length`. A client of HTTP/1.0, which knows no chunks, gets its
/// pieces as they are and the end of the connection as their end.
///
/// [#leave()] may be called by any thread.
final class SocketReply implements Reply {
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);
    private static final int BUFFERED_AT_MOST = 64 * 1024;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(US_ASCII);

    private final Wire wire;
    private final Cancellation cancellation;
    private final RequestHead request;
    private final BooleanSupplier reusable;
    private final InstantSource clock;
    private final Buffer body = new Buffer();
    private final Buffer piece = new Buffer();
    private @Nullable AnswerHead head;
    private int status;
    private long length;
    private boolean streaming;
    private boolean keptAlive;
    private boolean ended;
    private volatile boolean broken;

    /// @param reusable whether the connection could carry another request after this answer
    SocketReply(
            Wire wire,
            Cancellation cancellation,
            RequestHead request,
            BooleanSupplier reusable,
            InstantSource clock) {
        this.wire = wire;
        this.cancellation = cancellation;
        this.request = request;
        this.reusable = reusable;
        this.clock = clock;
    }

    @Override
    public void start(int code, Headers headers) {
        if (head != null) {
            throw new IllegalStateException("The reply was started before");
        }
        head = new AnswerHead(code, headers);
        status = code;
    }

    @Override
    public boolean started() {
        return head != null;
    }

    boolean ended() {
        return ended;
    }

    /// Whether the connection can carry nothing more.
    boolean broken() {
        return broken;
    }

    /// Whether the client was told that it may use the connection again.
    boolean keptAlive() {
        return keptAlive;
    }

    /// Whether the client would take the end of the connection for the end of the answer.
    boolean endsWithConnection() {
        return streaming && !request.chunks();
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        var _ = open();
        length += count;
        if (withoutBody()) {
            return;
        }
        body.write(bytes, from, count);
        if (body.size() > BUFFERED_AT_MOST) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        var started = open();
        if (body.size() > 0) {
            begin(started);
            appendPiece();
            send();
        }
    }

    @Override
    public void end() throws IOException {
        var started = open();
        ended = true;
        if (!streaming) {
            whole(started);
        } else {
            appendPiece();
            if (request.chunks()) {
                piece.write(LAST_CHUNK, 0, LAST_CHUNK.length);
            }
        }
        send();
    }

    @Override
    public void fail(String errorType) {
        if (ended || broken) {
            return;
        }
        try {
            end();
        } catch (IOException alreadyBroken) {
            // The cancellation was told; there is nobody left to tell.
        }
    }

    @Override
    public void tear() {
        broken = broken || !ended;
    }

    /// The client has left.
    void leave() {
        broken = true;
    }

    /// Ends what the handler left open: torn when it was started, with `text` and `code` when not.
    void finishForHandler(int code, byte[] text) {
        if (started()) {
            tear();
            return;
        }
        try {
            var headers = Headers.builder().set("content-type", "application/json");
            if (code == 503) {
                headers.set("retry-after", "1");
            }
            start(code, headers.build());
            write(text, 0, text.length);
            end();
        } catch (IOException clientGone) {
            // The cancellation was told; there is nobody left to tell.
        }
    }

    private AnswerHead open() throws IOException {
        if (head == null || ended) {
            throw new IllegalStateException(
                    head == null ? "The reply was not started" : "The reply has ended");
        }
        if (broken) {
            throw new IOException("The client left");
        }
        return head;
    }

    private boolean withoutBody() {
        return request.method().equals("HEAD") || WITHOUT_BODY.contains(status);
    }

    private void begin(AnswerHead started) {
        if (streaming) {
            return;
        }
        streaming = true;
        if (request.chunks()) {
            var _ = started.field("transfer-encoding", "chunked");
        }
        appendHead(started, request.chunks());
    }

    private void whole(AnswerHead started) {
        if (status != 204 && status != 304 && !unmeasured()) {
            long announced = status == 205 ? 0 : length;
            var _ = started.field("content-length", Long.toString(announced));
        }
        appendHead(started, true);
        piece.write(body.bytes(), 0, body.size());
    }

    /// Whether a HEAD was answered without what a GET would get, whose length is then unknown.
    private boolean unmeasured() {
        return request.method().equals("HEAD") && length == 0;
    }

    private void appendHead(AnswerHead started, boolean framed) {
        keptAlive = framed && request.keepAlive() && reusable.getAsBoolean();
        byte[] bytes =
                started.date(clock.instant())
                        .field("connection", keptAlive ? "keep-alive" : "close")
                        .bytes();
        piece.write(bytes, 0, bytes.length);
    }

    private void appendPiece() {
        if (body.size() == 0) {
            return;
        }
        if (request.chunks()) {
            byte[] size = Integer.toHexString(body.size()).getBytes(US_ASCII);
            piece.write(size, 0, size.length);
            piece.write(LINE_END, 0, 2);
            piece.write(body.bytes(), 0, body.size());
            piece.write(LINE_END, 0, 2);
        } else {
            piece.write(body.bytes(), 0, body.size());
        }
        body.reset();
    }

    private void send() throws IOException {
        try {
            wire.write(piece.bytes(), 0, piece.size());
            piece.reset();
        } catch (IOException e) {
            broken = true;
            cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
            throw new IOException("The client left", e);
        }
    }

    /// Gives the bytes away without a copy.
    private static final class Buffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
