package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A client that remembers what it got, and may leave.
///
/// Holds the relay to the rules of [Reply]: head first and once, then bytes, then one end.
public final class RecordedReply implements Reply {
    private final int patience;
    private final Runnable onLeaving;
    private final List<byte[]> pieces = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
    private int status;
    private Headers headers = Headers.none();
    private String failedWith = "";
    private boolean torn;
    private boolean ended;

    public RecordedReply() {
        this(Integer.MAX_VALUE, () -> {});
    }

    /// @param patience how many bytes of body this client waits for before it leaves
    /// @param onLeaving happens when the relay first finds that it left
    public RecordedReply(int patience, Runnable onLeaving) {
        this.patience = patience;
        this.onLeaving = onLeaving;
    }

    /// Zero when no head came.
    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    public String header(String name) {
        return headers.first(name).orElse("");
    }

    public byte[] bytes() {
        return body.toByteArray();
    }

    public String text() {
        return body.toString(UTF_8);
    }

    /// The body as it was sent on, one element a piece.
    public List<String> pieces() {
        return pieces.stream().map(piece -> new String(piece, UTF_8)).toList();
    }

    /// Whether the client was told that the answer is whole.
    public boolean ended() {
        return ended;
    }

    /// Empty when the reply did not fail.
    public String failedWith() {
        return failedWith;
    }

    /// Whether the connection broke before the end.
    public boolean torn() {
        return torn;
    }

    /// Everything that this client could read, for those who look for what must not be there.
    public String everything() {
        return status + " " + headers.asMap() + "\n" + text();
    }

    @Override
    public void start(int newStatus, Headers newHeaders) {
        if (started()) {
            throw new IllegalStateException("started twice");
        }
        status = newStatus;
        headers = newHeaders;
    }

    @Override
    public boolean started() {
        return status != 0;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        mustBeGoing();
        stay(length);
        body.write(bytes, from, length);
        unflushed.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        mustBeGoing();
        stay(0);
        if (unflushed.size() > 0) {
            pieces.add(unflushed.toByteArray());
            unflushed.reset();
        }
    }

    @Override
    public void end() throws IOException {
        flush();
        ended = true;
    }

    @Override
    public void fail(String errorType) {
        mustBeGoing();
        failedWith = errorType;
    }

    @Override
    public void tear() {
        torn = !ended;
    }

    private void mustBeGoing() {
        if (!started() || ended || torn || !failedWith.isEmpty()) {
            throw new IllegalStateException("not between its start and its end");
        }
    }

    private void stay(int more) throws IOException {
        if (body.size() + more > patience) {
            onLeaving.run();
            throw new IOException("the client left");
        }
    }
}
