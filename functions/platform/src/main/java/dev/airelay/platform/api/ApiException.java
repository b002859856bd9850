package dev.airelay.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A call that cannot be answered as wished; what it says is for the client.
///
/// It has no stack trace: it is an answer, not a defect.
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String message;
    private final transient ObjectNode more;
    private final transient Map<String, String> headers;

    /// @param code for programs, such as `not_found`; one that the route says it refuses with
    /// @param message for people
    public ApiException(int status, String code, String message) {
        this(status, code, message, Json.object(), Map.of());
    }

    private ApiException(
            int status, String code, String message, ObjectNode more, Map<String, String> headers) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.message = message;
        this.more = more;
        this.headers = headers;
    }

    /// A body or query of which something is wrong.
    ///
    /// @param fields what is wrong, by field
    public static ApiException badFields(Map<String, FieldProblem> fields) {
        var named = Json.object();
        fields.forEach((name, problem) -> named.set(name, problem.json()));
        return new ApiException(400, "invalid_request", "Some fields are missing or wrong.")
                .telling("fields", named);
    }

    /// A change of what somebody else has changed meanwhile.
    ///
    /// @param current how it is now, for the client to compare
    public static ApiException newer(JsonNode current) {
        return new ApiException(
                        409, "version_conflict", "Somebody else has changed this meanwhile.")
                .telling("current", current);
    }

    /// There is no such thing, or it is somebody else's.
    public static ApiException notFound() {
        return new ApiException(404, "not_found", "There is nothing at this address.");
    }

    public static ApiException unauthorized() {
        return new ApiException(401, "unauthorized", "Sign in first.")
                .with("www-authenticate", "Bearer");
    }

    /// @param limit how many bytes a body may have
    static ApiException tooLarge(int limit) {
        return new ApiException(413, "body_too_large", "The body is too large.")
                .telling("limit", Json.object().numberNode(limit));
    }

    /// @param patience until it makes sense to try again; rounded up to seconds
    public static ApiException tooMany(String code, String message, Duration patience) {
        long seconds = Math.max(1, patience.plusNanos(999_999_999).toSeconds());
        return new ApiException(429, code, message)
                .with("retry-after", Long.toString(seconds))
                .telling("retryAfterSeconds", Json.object().numberNode(seconds));
    }

    /// The same with one more header.
    public ApiException with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new ApiException(status, code, message, more, all);
    }

    /// The same with what the code leaves open.
    private ApiException telling(String name, JsonNode value) {
        ObjectNode all = more.deepCopy();
        all.set(name, value);
        return new ApiException(status, code, message, all, headers);
    }

    public int status() {
        return status;
    }

    /// `{"error":{"code","message","requestId",…}}`, and what the code leaves open.
    public ApiAnswer answer(String requestId) {
        var body = Json.object();
        var error = body.putObject("error");
        error.put("code", code).put("message", message).put("requestId", requestId);
        error.setAll(more);
        var answer = ApiAnswer.json(status, body);
        for (var header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
