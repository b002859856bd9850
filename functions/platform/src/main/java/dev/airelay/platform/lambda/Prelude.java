package dev.airelay.platform.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

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

    private Prelude() {}

    /// @throws IllegalArgumentException when [AnswerHead] refuses the status or the fields, or the
    ///   whole reaches 8 KB
    static byte[] encode(int status, Headers headers) {
        var head = new AnswerHead(status, headers);
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            head.writeTo(json);
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
}
