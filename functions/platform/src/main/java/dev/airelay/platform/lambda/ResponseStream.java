package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The reply to one invocation, streamed through the Runtime API.
///
/// - The connection opens at the first flush or at the end. A body that outgrows the queue before
///   its first flush is sent early, because nothing else makes room.
/// - One flush is one chunk, as long as the client keeps up; flushes that queued up meanwhile share
///   one.
/// - A body without bytes gets one newline: a function URL hangs or loses the status otherwise.
///   Source: <https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/95> (read
///   2026-11-21).
/// - [#end()] returns when Lambda has confirmed the whole response, so work after it costs the
///   client no time.
///
/// **When the exchange is cut** (1,500 ms before the deadline) the handler still has to tell the
/// client why. A write that was blocked then waits [StreamLimits#grace()] longer and fails with
/// [ReplyStuckException]; whatever it had put since the last flush is dropped. Writes that begin
/// after the cut may also use the spare bytes of the queue, so an in-band error of up to 8 KB is
/// always accepted at once. It reaches the client if the client reads on: 250 ms before the
/// deadline the edge severs the connection ([#sever()]), which ends every wait here. The same spare
/// exists above the longest body, after [ReplyTooLongException].
///
/// One thread uses it, except [#sever()], which may come from any.
final class ResponseStream implements Reply {
    private static final byte[] NEWLINE = {'\n'};

    private final RuntimeApi api;
    private final Invocation invocation;
    private final Cancellation cancellation;
    private final StreamLimits limits;
    private final BoundedPipe pipe;

    private volatile @Nullable ResponseWriter writer;
    private boolean ended;
    private boolean tooLong;

    /// @param ring `limits.queuedBytes()` bytes for this reply alone until it has ended
    ResponseStream(
            RuntimeApi api,
            Invocation invocation,
            Cancellation cancellation,
            ByteBuffer ring,
            StreamLimits limits) {
        this.api = api;
        this.invocation = invocation;
        this.cancellation = cancellation;
        this.limits = limits;
        this.pipe = new BoundedPipe(ring, limits);
    }

    /// @throws IllegalArgumentException when [Prelude] refuses the status or the fields; the reply
    ///   is not started then
    @Override
    public void start(int status, Headers headers) {
        if (writer != null) {
            throw new IllegalStateException("the reply was started before");
        }
        writer =
                new ResponseWriter(
                        api, invocation, Prelude.encode(status, headers), pipe, cancellation);
        var _ = cancellation.onCancel(pipe::cut); // lives as long as the cancellation itself
    }

    @Override
    public boolean started() {
        return writer != null;
    }

    /// Whether the reply was ended, failed or torn.
    boolean ended() {
        return ended;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        var writing = open();
        boolean urgent = tooLong || pipe.isCut();
        if (pipe.written() + length > limits.totalBytes() + (urgent ? limits.spareBytes() : 0)) {
            tooLong = true;
            pipe.discardUnflushed();
            throw new ReplyTooLongException(limits.totalBytes());
        }
        if (!pipe.hasRoom(length, urgent)) {
            writing.start();
        }
        pipe.put(bytes, from, length, urgent);
    }

    @Override
    public void flush() throws IOException {
        var writing = open();
        pipe.flush();
        writing.send();
        pipe.throwIfBroken();
    }

    /// @throws IOException also when Lambda refused the response, or could not pass on all of it
    @Override
    public void end() throws IOException {
        var ending = open();
        ended = true;
        try {
            neverEmpty();
        } finally {
            finish(ending);
        }
        pipe.throwIfBroken();
        var verdict = ending.verdict();
        if (verdict == null || verdict.status() != 202) {
            throw new IOException("the response was not confirmed: " + verdict);
        }
    }

    /// Sends the trailers that tell callers of `InvokeWithResponseStream`; a function URL drops
    /// them. Does nothing after the end.
    @Override
    public void fail(String errorType) {
        if (ended) {
            return;
        }
        var report = ErrorReport.of(errorType, "the response ended early");
        var failing = open();
        failing.trailers(
                "Lambda-Runtime-Function-Error-Type: "
                        + report.type()
                        + "\r\n"
                        + "Lambda-Runtime-Function-Error-Body: "
                        + Base64.getEncoder().encodeToString(report.json())
                        + "\r\n");
        ended = true;
        try {
            neverEmpty();
        } catch (IOException e) {
            // the writer has logged why, and there is nobody left to tell
        } finally {
            finish(failing);
        }
    }

    /// Closes the connection before the last chunk, which Lambda takes for a truncated response.
    @Override
    public void tear() {
        if (ended) {
            return;
        }
        var torn = open();
        torn.sever(new IOException("the response was given up"));
        ended = true;
        finish(torn);
    }

    /// Gives the response up from another thread: the client sees a truncated one, if it is not
    /// whole yet.
    void sever() {
        var severing = writer;
        if (severing != null) {
            severing.sever(
                    new IOException("the deadline came before the client had read the response"));
        }
    }

    /// Whether nothing of this reply can have reached Lambda, so that its error endpoint may be
    /// called.
    boolean neverSent() {
        var candidate = writer;
        return candidate == null || !candidate.wasOpened();
    }

    /// Whether Lambda said that it has lost the container.
    boolean containerLost() {
        var verdict = writer == null ? null : writer.verdict();
        return verdict != null && verdict.status() >= 500;
    }

    /// Bytes accepted and not yet taken by the socket.
    long queued() {
        return pipe.queued();
    }

    private ResponseWriter open() {
        var current = writer;
        if (current == null || ended) {
            throw new IllegalStateException(
                    ended ? "the reply was ended before" : "the reply was not started");
        }
        return current;
    }

    private void neverEmpty() throws IOException {
        if (pipe.written() == 0) {
            pipe.put(NEWLINE, 0, 1, true);
        }
    }

    private void finish(ResponseWriter ending) {
        pipe.finish();
        ending.finish();
    }
}
