package dev.airelay.local.lambda;

import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One HTTP/1.1 request of a runtime: the head read, the body still on the wire.
///
/// @param body to be read to its end before the connection carries another request
record ApiRequest(String method, String path, Headers headers, ApiBody body) {
    private static final int LINE_LIMIT = 2 * 1024 * 1024;

    /// Reads the next head; empty when the runtime has closed the connection.
    static Optional<ApiRequest> read(InputStream in) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        var start = line(in).split(" ", 3);
        if (start.length != 3) {
            throw new IOException("Not a request line");
        }
        var headers = fields(in);
        return Optional.of(new ApiRequest(start[0], start[1], headers, ApiBody.of(headers, in)));
    }

    boolean keepsConnection() {
        return !headers.first("connection").orElse("").equalsIgnoreCase("close");
    }

    static Headers fields(InputStream in) throws IOException {
        var headers = Headers.builder();
        for (var field = line(in); !field.isEmpty(); field = line(in)) {
            var colon = field.indexOf(':');
            if (colon < 1) {
                throw new IOException("Not a header field");
            }
            headers.add(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        return headers.build();
    }

    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(64);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LINE_LIMIT) {
                throw new EOFException("The line has no end");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /// Method and path only.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
