package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.IOException;
import java.util.function.Supplier;

/// The way of one answer to its client.
///
/// The head waits for the first content, or for the first comment that keeps a waiting client:
/// after a comment the status is fixed, but any upstream may still give the answer. Two threads use
/// it, the one that carries the answer and the one that keeps the client; each piece goes out
/// whole.
final class Delivery {
    /// Every client of an event stream passes over comments:
    /// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
    /// (read 2026-11-21).
    private static final byte[] COMMENT = ": waiting for the model\n\n".getBytes(US_ASCII);

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

    /// @param headers those of a good answer, but for what only its upstream tells
    Delivery(Reply reply, Supplier<Headers.Builder> headers) {
        this.reply = reply;
        this.headers = headers;
    }

    /// Whether the client has seen anything of an upstream's answer.
    synchronized boolean begun() {
        return state == State.BEGUN || state == State.ENDED;
    }

    /// Takes the reply away, for a failure that has its own status.
    ///
    /// @return whether that is possible: the status is not fixed
    synchronized boolean giveUp() {
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
        state = State.BEGUN;
    }

    /// Whole frames of a stream only, so that a comment never falls into one.
    synchronized void write(byte[] bytes, int from, int length) throws IOException {
        reply.write(bytes, from, length);
        quiet = false;
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
    synchronized void comment() throws IOException {
        if (state == State.ENDED) {
            return;
        }
        if (state == State.UNTOUCHED) {
            reply.start(200, headers.get().set("content-type", EVENT_STREAM).build());
            state = State.WAITING;
            quiet = true;
        }
        if (quiet) {
            reply.write(COMMENT, 0, COMMENT.length);
            reply.flush();
        }
        quiet = true;
    }

    /// Ends a stream with an event that says why the rest is not coming.
    synchronized void breakOff(byte[] event) {
        state = State.ENDED;
        try {
            reply.write(event, 0, event.length);
            reply.flush();
        } catch (IOException e) {
            // Nobody is left to tell.
        }
        reply.fail("Runtime.StreamError");
    }

    synchronized void tear() {
        state = State.ENDED;
        reply.tear();
    }
}
