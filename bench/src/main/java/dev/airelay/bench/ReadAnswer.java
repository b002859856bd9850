package dev.airelay.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads one HTTP/1.1 answer at the least cost: status, when the body began, and where it ends.
///
/// Good enough for answers that come alone on their connection: the end of a chunked body is
/// recognised by its last chunk at the end of what has arrived.
public final class ReadAnswer {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = LAST_CHUNK.length;

    private final byte[] buffer = new byte[64 * 1024];
    private int status;
    private long bodyBytes;
    private long firstBodyByteNanos;

    public int status() {
        return status;
    }

    /// Bytes behind the head, chunk framing included.
    long bodyBytes() {
        return bodyBytes;
    }

    /// The reading of [System#nanoTime] when the first byte behind the head was here.
    public long firstBodyByteNanos() {
        return firstBodyByteNanos;
    }

    public void read(InputStream in) throws IOException {
        int filled = 0;
        int head = -1;
        while (head < 0) {
            filled += more(in, filled);
            head = endOfHead(filled);
        }
        String text =
                new String(buffer, 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(text.substring(9, 12));
        bodyBytes = (long) filled - head;
        firstBodyByteNanos = System.nanoTime();
        if (text.contains("transfer-encoding: chunked")) {
            chunked(in, head, filled);
        } else {
            counted(in, filled - head, contentLength(text));
        }
    }

    private void chunked(InputStream in, int head, int filled) throws IOException {
        byte[] tail = new byte[TAIL];
        keepTail(tail, head, filled);
        while (!Arrays.equals(tail, LAST_CHUNK)) {
            int read = more(in, 0);
            if (bodyBytes == 0) {
                firstBodyByteNanos = System.nanoTime();
            }
            bodyBytes += read;
            keepTail(tail, 0, read);
        }
    }

    private void keepTail(byte[] tail, int from, int to) {
        int fresh = Math.min(TAIL, to - from);
        System.arraycopy(tail, fresh, tail, 0, TAIL - fresh);
        System.arraycopy(buffer, to - fresh, tail, TAIL - fresh, fresh);
    }

    private void counted(InputStream in, int already, long length) throws IOException {
        long seen = already;
        while (seen < length) {
            int read = more(in, 0);
            if (seen == 0) {
                firstBodyByteNanos = System.nanoTime();
            }
            seen += read;
        }
        bodyBytes = seen;
    }

    private int more(InputStream in, int from) throws IOException {
        int read = in.read(buffer, from, buffer.length - from);
        if (read < 0) {
            throw new EOFException("the connection ended within an answer");
        }
        return read;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n'
                    && buffer[i - 1] == '\r'
                    && buffer[i - 2] == '\n'
                    && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static long contentLength(String head) {
        int at = head.indexOf("content-length:");
        if (at < 0) {
            throw new IllegalStateException("an answer without a length: " + head);
        }
        int from = at + "content-length:".length();
        return Long.parseLong(head.substring(from, head.indexOf('\r', from)).strip());
    }
}
