package dev.airelay.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.IOException;

/// What a call is answered with.
///
/// @param headers without `cache-control`, which is `no-store` for every answer
/// @param body text
public record ApiAnswer(int status, Headers headers, String body) {
    public static ApiAnswer json(int status, JsonNode body) {
        return new ApiAnswer(
                status,
                Headers.of("content-type", "application/json; charset=utf-8"),
                body.toString());
    }

    /// 204, without a body.
    public static ApiAnswer nothing() {
        return new ApiAnswer(204, Headers.none(), "");
    }

    /// A table that browsers save under a name.
    ///
    /// @param fileName letters, digits, dots and dashes
    public static ApiAnswer csv(int status, String fileName, String body) {
        return new ApiAnswer(status, Headers.of("content-type", "text/csv; charset=utf-8"), body)
                .with("content-disposition", "attachment; filename=\"" + fileName + "\"");
    }

    public ApiAnswer with(String header, String value) {
        return new ApiAnswer(status, headers.toBuilder().set(header, value).build(), body);
    }

    /// The same, which sets one more cookie.
    ///
    /// @param cookie with its attributes
    public ApiAnswer withCookie(String cookie) {
        return new ApiAnswer(
                status, headers.toBuilder().add(Headers.SET_COOKIE, cookie).build(), body);
    }

    /// @throws IOException when nobody reads it
    void sendTo(Reply reply) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        reply.start(status, headers.toBuilder().set("cache-control", "no-store").build());
        reply.write(bytes, 0, bytes.length);
        reply.end();
    }

    /// The status only: bodies may hold what is shown once.
    @Override
    public String toString() {
        return "ApiAnswer[" + status + "]";
    }
}
