package dev.airelay.platform.api;

import dev.airelay.http.Headers;
import java.util.Map;
import java.util.Optional;

/// One call of the control plane. Prints neither headers nor body.
///
/// @param method in capitals
/// @param path decoded by nobody, as the client sent it
/// @param query decoded; of a parameter that was given twice both values, joined by a comma
/// @param body as text; empty when there is none
/// @param clientAddress empty when unknown
/// @param requestId the one under which AWS knows the call, for answers and logs
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Headers headers,
        String body,
        String clientAddress,
        String requestId) {

    /// The value of a query parameter; empty when it is absent or blank.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
    }

    /// The value of a header; empty when it is absent or blank.
    public Optional<String> header(String name) {
        return headers.first(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + requestId + ")";
    }
}
