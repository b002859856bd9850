package dev.airelay.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Status and header fields of an answer, in the words of a function URL: the members `statusCode`,
/// `headers` and `cookies` of a JSON object, the same for streamed and for buffered answers.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html> (read 2026-11-21).
record AnswerHead(int status, Headers headers) {
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

    /// @throws IllegalArgumentException when the status is not 100–599, a name is not a token, or a
    ///   value holds a control character
    AnswerHead {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
        headers.forEach((name, value) -> {
            if (name.equals(Headers.SET_COOKIE)) {
                cookies(value).forEach(cookie -> check(name, cookie));
            } else {
                check(name, value);
            }
        });
    }

    private static void check(String name, String value) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
            throw new IllegalArgumentException("a response header field with a malformed name");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "a control character in response header field " + name);
        }
    }

    /// Writes the members into an object that was begun. Each `set-cookie` goes into the `cookies`
    /// array; an absent content type becomes `application/octet-stream`.
    void writeTo(JsonGenerator json) throws IOException {
        json.writeNumberField("statusCode", status);
        json.writeObjectFieldStart("headers");
        for (var field : headers.asMap().entrySet()) {
            var name = field.getKey();
            if (!NOT_OURS.contains(name) && !name.equals(Headers.SET_COOKIE)) {
                json.writeStringField(name, field.getValue());
            }
        }
        if (!headers.has("content-type")) {
            json.writeStringField("content-type", "application/octet-stream");
        }
        json.writeEndObject();
        var set = headers.first(Headers.SET_COOKIE);
        if (set.isPresent()) {
            json.writeArrayFieldStart("cookies");
            for (String cookie : cookies(set.get())) {
                json.writeString(cookie);
            }
            json.writeEndArray();
        }
    }

    private static List<String> cookies(String value) {
        return List.of(value.split("\n", -1));
    }
}
