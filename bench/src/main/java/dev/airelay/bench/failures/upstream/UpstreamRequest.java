package dev.airelay.bench.failures.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One HTTP/1.1 request, read to its end.
///
/// @param model the suite's model that the body names somewhere; empty when it names none
/// @param streamed whether the body asks for a stream
record UpstreamRequest(String path, String model, boolean streamed) {
    private static final Pattern MODEL = Pattern.compile("fs-[a-z0-9-]+");
    private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");

    /// Reads the next request of a connection; empty when there is none.
    ///
    /// @throws IOException when the connection breaks or ends within a request
    static Optional<UpstreamRequest> read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var fields = new ArrayList<String>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            fields.add(field);
        }
        String body = new String(body(in, fields), UTF_8);
        Matcher model = MODEL.matcher(body);
        return Optional.of(
                new UpstreamRequest(
                        first.split(" ", -1)[1],
                        model.find() ? model.group() : "",
                        STREAM.matcher(body).find()));
    }

    private static byte[] body(InputStream in, List<String> fields) throws IOException {
        if (value(fields, "transfer-encoding").contains("chunked")) {
            return chunks(in);
        }
        String length = value(fields, "content-length");
        return length.isEmpty() ? new byte[0] : exactly(in, Integer.parseInt(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(exactly(in, size));
            var _ = line(in);
        }
        var _ = line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a request");
        }
        return bytes;
    }

    private static String value(List<String> fields, String name) {
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(field -> field.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// Without its CRLF; empty at the end of the connection too.
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
