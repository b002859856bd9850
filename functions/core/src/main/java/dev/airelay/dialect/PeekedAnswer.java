package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.http.Headers;
import dev.airelay.json.JsonScan;
import dev.airelay.upstream.UpstreamAnswer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// An answer whose first bytes have been looked at, so that what it is is told by what it says:
/// upstreams send event streams as `text/plain` or without a content type, and JSON as an event
/// stream. Whoever reads it gets those bytes too.
public final class PeekedAnswer implements UpstreamAnswer {
    /// What an answer to a streamed request is.
    public enum Form {
        EVENTS,
        /// One JSON object.
        PIECE,
        NONSENSE
    }

    private static final int READ_BYTES = 4 * 1024;

    /// Of blanks, with which some upstreams keep a waiting connection alive.
    private static final int MOST_BYTES = 64 * 1024;

    private static final byte[][] FIELDS = {
        "data".getBytes(US_ASCII),
        "event".getBytes(US_ASCII),
        "id".getBytes(US_ASCII),
        "retry".getBytes(US_ASCII),
    };

    private final UpstreamAnswer answer;
    private byte[] peeked = new byte[READ_BYTES];
    private int from;
    private int to;

    public PeekedAnswer(UpstreamAnswer answer) {
        this.answer = answer;
    }

    /// Reads until something is there.
    ///
    /// @throws dev.airelay.failure.RelayException as [#read]
    public Form form() {
        int first = 0;
        while (first == to) {
            if (to == MOST_BYTES) {
                return Form.NONSENSE;
            }
            if (to == peeked.length) {
                peeked = Arrays.copyOf(peeked, Math.min(MOST_BYTES, to * 2));
            }
            int read = answer.read(peeked, to, peeked.length - to);
            if (read < 0) {
                return declared() ? Form.EVENTS : Form.NONSENSE;
            }
            to += read;
            first = JsonScan.skipBlanks(peeked, afterMark(), to);
        }
        return switch (peeked[first]) {
            case '{' -> Form.PIECE;
            case ':' -> Form.EVENTS;
            case '<' -> Form.NONSENSE;
            default -> declared() || beginsField(first) ? Form.EVENTS : Form.NONSENSE;
        };
    }

    /// Behind the byte order mark, as far as it has come.
    private int afterMark() {
        boolean marked = peeked[0] == (byte) 0xEF;
        return marked ? Math.min(3, to) : 0;
    }

    private boolean declared() {
        return answer.headers()
                .first("content-type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
                .orElse(false);
    }

    private boolean beginsField(int first) {
        for (byte[] field : FIELDS) {
            int length = Math.min(field.length, to - first);
            if (Arrays.equals(field, 0, length, peeked, first, first + length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public Headers headers() {
        return answer.headers();
    }

    @Override
    public int read(byte[] buffer, int at, int length) {
        if (from == to) {
            return answer.read(buffer, at, length);
        }
        int count = Math.min(length, to - from);
        System.arraycopy(peeked, from, buffer, at, count);
        from += count;
        return count;
    }

    @Override
    public void hurry(Duration patience) {
        answer.hurry(patience);
    }

    @Override
    public void close() {
        answer.close();
    }
}
