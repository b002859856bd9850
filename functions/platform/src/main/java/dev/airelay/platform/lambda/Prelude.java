package dev.airelay.platform.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/// What tells a function URL the status and the header fields: a JSON object, then eight NUL bytes.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html> and
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html>
/// (read 2026-11-21).
final class Prelude {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DELIMITER_LENGTH = 8;

    /// API Gateway looks for the delimiter in the first 16 KB only; half of that leaves room.
    private static final int LONGEST = 8 * 1024;

    /// Fields that belong to a connection or to the front end, which sets its own.
    private static final Set<String> NOT_OURS =
            Set.of(
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "keep-alive",
                    "date",
                    "server",
                    "trailer",
                    "upgrade");

    private Prelude() {}

    /// `set-cookie` becomes the `cookies` array; an absent content type becomes
    /// `application/octet-stream`.
    ///
    /// @throws IllegalArgumentException when the status is not 100–599, a name is not a token, a
    ///   value holds a control character, or the whole reaches 8 KB
    static byte[] encode(int status, Headers headers) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", status);
            json.writeObjectFieldStart("headers");
            for (var field : headers.asMap().entrySet()) {
                header(json, field);
            }
            if (!headers.has("content-type")) {
                json.writeStringField("content-type", "application/octet-stream");
            }
            json.writeEndObject();
            var cookie = headers.first("set-cookie");
            if (cookie.isPresent()) {
                json.writeArrayFieldStart("cookies");
                json.writeString(cookie.get());
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.writeBytes(new byte[DELIMITER_LENGTH]);
        if (bytes.size() >= LONGEST) {
            throw new IllegalArgumentException("response header fields of 8 KB or more");
        }
        return bytes.toByteArray();
    }

    private static void header(JsonGenerator json, Map.Entry<String, String> field)
            throws IOException {
        var name = field.getKey();
        if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
            throw new IllegalArgumentException("a response header field with a malformed name");
        }
        if (field.getValue().chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "a control character in response header field " + name);
        }
        if (!NOT_OURS.contains(name) && !name.equals("set-cookie")) {
            json.writeStringField(name, field.getValue());
        }
    }
}
