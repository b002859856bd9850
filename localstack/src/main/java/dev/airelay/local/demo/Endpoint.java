package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// One path of the demo upstream.
@FunctionalInterface
interface Endpoint {
    /// Answers a request that carries a key and a JSON object.
    void answer(JsonNode request, Exchange exchange) throws Refusal, IOException;
}
