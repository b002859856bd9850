package dev.airelay.platform.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a call is answered with.
///
/// @param headers without `cache-control`, which is `no-store` for every answer
/// @param body text
public record ApiAnswer(int status, Map<String, String> headers, String body) {
    public static ApiAnswer json(int status, JsonNode body) {
        return new ApiAnswer(
                status, Map.of("content-type", "application/json; charset=utf-8"), body.toString());
    }

    /// A table that browsers save under a name.
    ///
    /// @param fileName letters, digits, dots and dashes
    public static ApiAnswer csv(int status, String fileName, String body) {
        return new ApiAnswer(
                status,
                Map.of(
                        "content-type",
                        "text/csv; charset=utf-8",
                        "content-disposition",
                        "attachment; filename=\"" + fileName + "\""),
                body);
    }

    public ApiAnswer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiAnswer(status, more, body);
    }

    /// The status only: bodies may hold what is shown once.
    @Override
    public String toString() {
        return "ApiAnswer[" + status + "]";
    }
}
