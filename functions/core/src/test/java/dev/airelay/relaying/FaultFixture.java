package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.upstream.Kind;
import org.junit.jupiter.api.AutoClose;

/// A relay whose upstreams fail, and what an error that a client gets must be.
abstract class FaultFixture {
    static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose final RelayWorld world = new RelayWorld();

    RecordedReply ask(Order order) {
        return world.post(order.path(), order.body()).send();
    }

    static void isAnErrorOf(Order order, RecordedReply reply) throws Exception {
        JsonNode body = JSON.readTree(reply.bytes());
        assertEquals(order.kind() == Kind.ANTHROPIC, body.path("type").asText().equals("error"));
        assertFalse(body.path("error").path("message").asText().isEmpty(), reply.text());
        assertFalse(body.path("error").path("type").isMissingNode(), reply.text());
        assertFalse(reply.text().contains("<"), reply.text());
        assertFalse(reply.text().contains("10.0.0.7"), reply.text());
        assertEquals("application/json", reply.header("content-type"));
    }
}
