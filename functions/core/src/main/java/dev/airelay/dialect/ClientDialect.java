package dev.airelay.dialect;

import dev.airelay.failure.Failure;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.util.List;

/// How one kind of client speaks to the relay. Stateless; safe for use by many threads.
public interface ClientDialect {
    /// Reads a request's body.
    ///
    /// @throws dev.airelay.failure.RelayException with `Malformed` when it is not what the endpoint
    ///   takes
    Call read(Endpoint endpoint, Request request);

    /// The JSON body that tells a client of this dialect about a failure.
    ///
    /// @param traceId what the answer's `x-request-id` says
    byte[] error(Failure failure, String traceId);

    /// The event that tells a client of this dialect about a failure in the middle of its stream.
    ///
    /// @param position of the stream that it ends
    byte[] errorEvent(Failure failure, Call call, StreamPosition position);

    /// Header fields that this dialect's clients expect on every answer, beyond `x-request-id`.
    Headers answerHeaders(String traceId);

    /// The answer to `GET /v1/models`.
    byte[] models(List<String> models);

    /// The answer to `GET /v1/models/{id}`.
    byte[] model(String model);
}
