package dev.airelay.platform.lambda;

import dev.airelay.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads HTTP/1.1 heads, strictly.
final class Wire {
    private Wire() {}

    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        while (line.indexOf("\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.substring(0, line.length() - 2);
    }

    static Headers fields(InputStream in) throws IOException {
        var fields = Headers.builder();
        for (var field = line(in); !field.isEmpty(); field = line(in)) {
            var parts = field.split(": ", 2);
            fields.add(parts[0], parts[1]);
        }
        return fields.build();
    }
}
