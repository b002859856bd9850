package dev.airelay.dialect;

import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;

/// What a client asked for, read once at the door.
///
/// @param query the client's raw query, possibly empty
/// @param headers as the client sent them; which of them travel on is [ForwardedHeaders]' decision
/// @param model as the client named it
/// @param inputEstimate estimated prompt tokens, see [InputEstimate]; zero before anyone estimated
/// @param mostOutput the most output tokens it may produce: as the client said, else a default of
///   the dialect
public record Call(
        Endpoint endpoint,
        JsonObject body,
        String query,
        Headers headers,
        String model,
        boolean streamed,
        long inputEstimate,
        long mostOutput) {

    /// The same call with another estimate of its input.
    public Call withInputEstimate(long tokens) {
        return new Call(endpoint, body, query, headers, model, streamed, tokens, mostOutput);
    }

    /// Endpoint and model only: headers and bodies carry credentials and prompts.
    @Override
    public String toString() {
        return endpoint.label() + " " + model;
    }
}
