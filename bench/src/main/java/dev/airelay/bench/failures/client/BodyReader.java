package dev.airelay.bench.failures.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/// The body of an HTTP/1.1 answer without its framing.
///
/// Reading throws an [EOFException] where the connection ends before the body, and only says that
/// there is no more where the body is complete.
final class BodyReader {
    private static final long UNTIL_CLOSE = -1;

    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean done;

    /// @param headers with lower-case names
    BodyReader(InputStream in, Map<String, String> headers) {
        this.in = in;
        chunked =
                headers.getOrDefault("transfer-encoding", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("chunked");
        String length = headers.getOrDefault("content-length", "");
        left = chunked ? 0 : length.isEmpty() ? UNTIL_CLOSE : Long.parseLong(length);
        done = left == 0 && !chunked;
    }

    /// The next byte, 0 to 255; -1 at the end of the body.
    int read() throws IOException {
        if (done) {
            return -1;
        }
        if (chunked && left == 0) {
            nextChunk();
            return read();
        }
        int c = in.read();
        if (left == UNTIL_CLOSE) {
            done = c < 0;
            return c;
        }
        if (c < 0) {
            throw new EOFException("the connection ended within the body");
        }
        left--;
        if (left == 0 && chunked) {
            var _ = line(in);
        }
        done = left == 0 && !chunked;
        return c;
    }

    private void nextChunk() throws IOException {
        left = Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
        if (left == 0) {
            String trailer = line(in);
            while (!trailer.isEmpty()) {
                trailer = line(in);
            }
            done = true;
        }
    }

    /// A line without its CRLF.
    ///
    /// @throws EOFException when the connection ends before the line does
    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended within a line");
            }
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
