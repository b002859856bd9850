package dev.airelay.attempt;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/// The way of one answer to its client.
///
/// The head waits for the first content, or for the first comment that keeps a waiting client:
/// after a comment the status is fixed, but any upstream may still give the answer. Two threads use
/// it, the one that carries the answer and the one that keeps the client; each piece goes out
/// whole.
public final class Delivery {
    /// Every client of an event stream passes over comments:
    /// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
    /// (read 2026-11-21). No blank line follows: openai-go dispatched an empty event at each of
    /// them (https://github.com/openai/openai-go/pull/621), openai-python after an event with an id
    /// (https://github.com/openai/openai-python/issues/2722; both read 2026-11-27). A line alone
    /// becomes a part of the frame that comes next.
    private static final byte[] COMMENT = ": waiting for the model\n".getBytes(US_ASCII);

    /// For a stream that parts its lines so, whose frame may end with a LF that is still to come.
    private static final byte[] COMMENT_CR = ": waiting for the model\r".getBytes(US_ASCII);

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    static final String EVENT_STREAM = "text/event-stream";

    private enum State {
        UNTOUCHED,
        WAITING,
        BEGUN,
        ENDED
    }

    private final Reply reply;
    private final Supplier<Headers.Builder> headers;
    private State state = State.UNTOUCHED;
    private boolean quiet;
    private boolean afterComment;
    private byte last = '\n';

    /// @param headers those of a good answer, but for what only its upstream tells
    public Delivery(Reply reply, Supplier<Headers.Builder> headers) {
        this.reply = reply;
        this.headers = headers;
    }

    /// Whether the client has seen anything of an upstream's answer.
    public synchronized boolean begun() {
        return state == State.BEGUN || state == State.ENDED;
    }

    /// Takes the reply away, for a failure that has its own status.
    ///
    /// @return whether that is possible: the status is not fixed
    public synchronized boolean giveUp() {
        if (state != State.UNTOUCHED) {
            return false;
        }
        state = State.ENDED;
        return true;
    }

    /// @throws RelayException with `UpstreamBroken(NONSENSE)` when the client was promised a stream
    ///   and this is none; it has still not begun then
    synchronized void begin(int status, Headers head) {
        if (state == State.UNTOUCHED) {
            reply.start(status, head);
        } else if (!head.first("content-type").orElse("").startsWith(EVENT_STREAM)) {
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.NONSENSE));
        }
        afterComment = state == State.WAITING;
        state = State.BEGUN;
    }

    /// Whole frames of a stream only, so that a comment never falls into one.
    synchronized void write(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        int skipped = afterComment ? byteOrderMark(bytes, from, length) : 0;
        reply.write(bytes, from + skipped, length - skipped);
        afterComment = false;
        last = bytes[from + length - 1];
        quiet = false;
    }

    /// One stands at the beginning of a stream or it is read as text.
    private static int byteOrderMark(byte[] bytes, int from, int length) {
        int most = BYTE_ORDER_MARK.length;
        boolean there =
                length > most && Arrays.equals(bytes, from, from + most, BYTE_ORDER_MARK, 0, most);
        return there ? most : 0;
    }

    synchronized void flush() throws IOException {
        reply.flush();
    }

    synchronized void end() throws IOException {
        reply.end();
        state = State.ENDED;
    }

    /// Shows the client of a stream that somebody is there, unless something went out since the
    /// last time.
    ///
    /// @throws IOException when it has left
    public synchronized void comment() throws IOException {
        if (state == State.ENDED) {
            return;
        }
        if (state == State.UNTOUCHED) {
            reply.start(200, headers.get().set("content-type", EVENT_STREAM).build());
            state = State.WAITING;
            quiet = true;
        }
        if (quiet) {
            byte[] comment = last == '\r' ? COMMENT_CR : COMMENT;
            reply.write(comment, 0, comment.length);
            reply.flush();
        }
        quiet = true;
    }

    /// Ends a stream with an event that says why the rest is not coming.
    public synchronized void breakOff(byte[] event) {
        state = State.ENDED;
        try {
            reply.write(event, 0, event.length);
            reply.flush();
        } catch (IOException e) {
            // Nobody is left to tell.
        }
        reply.fail("Runtime.StreamError");
    }

    public synchronized void tear() {
        state = State.ENDED;
        reply.tear();
    }
}
