package dev.airelay.attempt;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ClientDialect;
import dev.airelay.dialect.StreamPosition;
import dev.airelay.failure.Failure;
import dev.airelay.http.Headers;
import dev.airelay.money.Nanos;
import dev.airelay.time.Stopwatch;
import java.util.function.Consumer;
import java.util.function.Function;

/// What attempts know of the request that they are made for.
///
/// @param client who reads the answer
/// @param stopwatch started when the request arrived
/// @param headers those of an answer by a candidate, but for what only its upstream tells
/// @param cover holds this much in all for the request, or throws a
///   [dev.airelay.failure.RelayException]
public record AttemptRequest(
        Call call,
        ClientDialect client,
        Stopwatch stopwatch,
        Function<Candidate, Headers.Builder> headers,
        Consumer<Nanos> cover) {
    /// Tells the client of a failure in the middle of a stream.
    byte[] errorEvent(Failure failure, StreamPosition position) {
        return client.errorEvent(failure, call, position);
    }
}
