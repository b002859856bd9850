package dev.airelay.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A call that cannot be answered as wished; what it says is for the client.
///
/// It has no stack trace: it is an answer, not a defect.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String message;
    private final transient Map<String, String> fields;
    private final transient Map<String, String> headers;
    private final transient Optional<JsonNode> current;

    /// @param code for programs, such as `not_found`
    /// @param message for people
    public ApiException(int status, String code, String message) {
        this(status, code, message, Map.of(), Map.of(), Optional.empty());
    }

    private ApiException(
            int status,
            String code,
            String message,
            Map<String, String> fields,
            Map<String, String> headers,
            Optional<JsonNode> current) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.message = message;
        this.fields = fields;
        this.headers = headers;
        this.current = current;
    }

    /// A body or query of which something is wrong.
    ///
    /// @param fields what is wrong, by field
    public static ApiException badFields(Map<String, String> fields) {
        return new ApiException(
                400,
                "invalid_request",
                "Some fields are missing or wrong.",
                new LinkedHashMap<>(fields),
                Map.of(),
                Optional.empty());
    }

    /// A change of what somebody else has changed meanwhile.
    ///
    /// @param current how it is now, for the client to compare
    public static ApiException newer(JsonNode current) {
        return new ApiException(
                409,
                "version_conflict",
                "Somebody else has changed this meanwhile.",
                Map.of(),
                Map.of(),
                Optional.of(current));
    }

    /// There is no such thing, or it is somebody else's.
    public static ApiException notFound() {
        return new ApiException(404, "not_found", "There is nothing at this address.");
    }

    public static ApiException unauthorized() {
        return new ApiException(401, "unauthorized", "Sign in first.")
                .with("www-authenticate", "Bearer");
    }

    /// @param patience until it makes sense to try again; rounded up to seconds
    public static ApiException tooMany(String code, String message, Duration patience) {
        long seconds = Math.max(1, patience.plusNanos(999_999_999).toSeconds());
        return new ApiException(429, code, message).with("retry-after", Long.toString(seconds));
    }

    public ApiException with(String header, String value) {
        return new ApiException(status, code, message, fields, Map.of(header, value), current);
    }

    public int status() {
        return status;
    }

    /// `{"error":{"code","message","requestId","fields"?,"current"?}}`.
    public ApiAnswer answer(String requestId) {
        var body = Json.object();
        var error = body.putObject("error");
        error.put("code", code).put("message", message).put("requestId", requestId);
        if (!fields.isEmpty()) {
            fields.forEach(error.putObject("fields")::put);
        }
        current.ifPresent(record -> error.set("current", record));
        var answer = ApiAnswer.json(status, body);
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
