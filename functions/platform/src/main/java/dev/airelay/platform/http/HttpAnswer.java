package dev.airelay.platform.http;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/// An answer that is read straight from its connection.
///
/// A body with neither a length nor chunks ends with its connection, so that is taken for its
/// proper end: whether something is missing only the format within can tell. A chunk that is not
/// one counts as `CUT`, for nobody can tell any more where the body ends.
final class HttpAnswer implements UpstreamAnswer {
    private static final Duration LINGER = Duration.ofMillis(5);

    private final Claim claim;
    private final Timeouts timeouts;
    private final Runnable onClose;
    private final int status;
    private final Headers headers;
    private final InputStream body;
    private final boolean chunked;
    private boolean begun;
    private boolean ended;
    private boolean closed;

    /// @param onClose run once, by the first [#close()]
    HttpAnswer(Claim claim, ClassicHttpResponse head, Timeouts timeouts, Runnable onClose)
            throws IOException {
        this.claim = claim;
        this.timeouts = timeouts;
        this.onClose = onClose;
        status = head.getCode();
        headers = headers(head);
        HttpEntity entity = head.getEntity();
        body = entity == null ? InputStream.nullInputStream() : entity.getContent();
        chunked = entity != null && entity.isChunked();
        claim.connection().patience(timeouts.firstToken());
    }

    private static Headers headers(ClassicHttpResponse head) {
        var headers = Headers.builder();
        for (var fields = head.headerIterator(); fields.hasNext(); ) {
            var field = fields.next();
            headers.add(field.getName(), field.getValue());
        }
        return headers.build();
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        if (ended) {
            return -1;
        }
        try {
            int count = body.read(buffer, from, length);
            if (count < 0) {
                end();
            } else if (!begun && count > 0) {
                begun = true;
                claim.connection().patience(timeouts.idle());
            }
            return count;
        } catch (SocketTimeoutException late) {
            claim.drop();
            throw new RelayException(
                    new UpstreamTimeout(
                            begun ? UpstreamTimeout.Phase.IDLE : UpstreamTimeout.Phase.FIRST_TOKEN),
                    late);
        } catch (IOException broken) {
            claim.drop();
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.CUT), broken);
        }
    }

    @Override
    public void hurry(Duration patience) {
        if (!ended) {
            Duration usual = begun ? timeouts.idle() : timeouts.firstToken();
            claim.connection().patience(patience.compareTo(usual) < 0 ? patience : usual);
        }
    }

    private void end() throws IOException {
        if (chunked && claim.connection().ended()) {
            throw new EOFException("the last chunk is incomplete");
        }
        ended = true;
        claim.release();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (!endsAtOnce()) {
                claim.drop();
            }
            onClose.run();
        }
    }

    /// Whether the body was read to its end, or nothing but its end is left: a reader that knows
    /// its format stops at the last frame, while the last chunk has usually come with it.
    private boolean endsAtOnce() {
        if (ended || !begun) {
            return ended;
        }
        try {
            claim.connection().patience(LINGER);
            return read(new byte[1], 0, 1) < 0;
        } catch (RelayException broken) {
            return false;
        }
    }
}
