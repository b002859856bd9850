package dev.airelay.bench.failures.client;

import dev.airelay.bench.failures.wire.Dialect;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/// A request, and how long to listen to its answer.
///
/// @param headers beyond those that every request has
/// @param body one character a byte
/// @param patience from the request until the client gives up
/// @param enough asked after each event; once it says so the client closes the connection
public record Ask(
        Dialect dialect,
        Map<String, String> headers,
        String body,
        Duration patience,
        Predicate<Answer> enough) {
    public Ask(Dialect dialect, Map<String, String> headers, String body, Duration patience) {
        this(dialect, headers, body, patience, _ -> false);
    }
}
