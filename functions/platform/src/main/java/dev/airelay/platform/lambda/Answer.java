package dev.airelay.platform.lambda;

import dev.airelay.http.Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What the Runtime API answered: HTTP/1.1, with a length, chunked, or until the connection closes.
///
/// @param status three digits
/// @param body the whole body; nobody changes the array
record Answer(int status, Headers headers, @SuppressWarnings("ArrayRecordComponent") byte[] body) {
    private static final int LONGEST_LINE = 256 * 1024;

    /// A body of known length, such as a 6 MB event, is read into one array of that length.
    static Answer read(InputStream connection) throws IOException {
        var in = new BufferedInputStream(connection, 16 * 1024);
        int status = status(line(in));
        var headers = Headers.builder();
        for (var field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            if (colon < 1) {
                throw new IOException("a malformed header field from the Runtime API");
            }
            headers.add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        var fields = headers.build();
        return new Answer(status, fields, body(in, fields));
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("not an HTTP/1 answer from the Runtime API");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static byte[] body(InputStream in, Headers headers) throws IOException {
        if (headers.first("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        var length = headers.first("content-length");
        return length.isPresent() ? exactly(in, number(length.get(), 10)) : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var whole = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            whole.write(exactly(in, size));
            line(in);
        }
        String trailer;
        do {
            trailer = line(in);
        } while (!trailer.isEmpty());
        return whole.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return number(line(in).split(";", 2)[0].strip(), 16);
    }

    private static int number(String text, int radix) throws IOException {
        try {
            return Integer.parseUnsignedInt(text, radix);
        } catch (NumberFormatException e) {
            throw new IOException("a malformed length from the Runtime API", e);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        if (length < 0) {
            throw new IOException("a body of more than 2 GB from the Runtime API");
        }
        var bytes = new byte[length];
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("the Runtime API closed the connection in mid-body");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the Runtime API closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("an endless line from the Runtime API");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /// Neither fields nor body: an event carries credentials and prompts.
    @Override
    public String toString() {
        return "status " + status;
    }

    /// The body as text, for the log; at most 200 characters of what Lambda says about a refusal.
    String reason() {
        return new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
    }
}
