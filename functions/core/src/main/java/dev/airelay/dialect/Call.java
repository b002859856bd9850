package dev.airelay.dialect;

import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;

/// What a client asked for, read once at the door.
///
/// @param query the client's raw query, possibly empty
/// @param headers as the client sent them; which of them travel on is [ForwardedHeaders]' decision
/// @param model as the client named it
/// @param inputEstimate estimated prompt tokens, see [InputEstimate]; zero before anyone estimated
/// @param demand the most that it may have its upstream do
public record Call(
        Endpoint endpoint,
        JsonObject body,
        String query,
        Headers headers,
        String model,
        boolean streamed,
        long inputEstimate,
        Demand demand) {

    /// The same call with an estimate of its input.
    public Call with(InputEstimate input) {
        return new Call(
                endpoint,
                body,
                query,
                headers,
                model,
                streamed,
                input.tokens(),
                input.unseenContext() ? demand.continuing() : demand);
    }

    /// Endpoint and model only: headers and bodies carry credentials and prompts.
    @Override
    public String toString() {
        return endpoint.label() + " " + model;
    }
}
