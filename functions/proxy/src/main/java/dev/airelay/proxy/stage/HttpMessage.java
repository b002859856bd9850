package dev.airelay.proxy.stage;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request, HTTP/1.1, as well-behaved clients send it.
///
/// @param line such as `GET /path HTTP/1.1`
/// @param fields by their names in lower case
record HttpMessage(
        String line,
        Map<String, String> fields,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {

    /// @return null at the end of the connection
    static @Nullable HttpMessage read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        var fields = new HashMap<String, String>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            fields.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        return new HttpMessage(line, fields, body(in, fields));
    }

    private static byte[] body(InputStream in, Map<String, String> fields) throws IOException {
        if (fields.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        return in.readNBytes(Integer.parseInt(fields.getOrDefault("content-length", "0")));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var whole = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            whole.write(in.readNBytes(size));
            var _ = line(in);
        }
        String trailer;
        do {
            trailer = line(in);
        } while (!trailer.isEmpty());
        return whole.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        String size = line(in);
        if (size.isEmpty()) {
            throw new EOFException("torn");
        }
        return Integer.parseInt(size, 16);
    }

    /// Without its end; empty at the end of the connection too.
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /// Answers with a body of known length.
    static void answer(OutputStream out, String status, String fields, byte[] body)
            throws IOException {
        String head =
                "HTTP/1.1 "
                        + status
                        + "\r\n"
                        + fields
                        + "content-length: "
                        + body.length
                        + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
