package dev.airelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.CallReader;
import dev.airelay.dialect.ClientDialect;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.StreamPosition;
import dev.airelay.failure.Failure;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.util.List;

/// Clients of Messages and of its token counting.
///
/// Models are listed as https://docs.anthropic.com/en/api/models-list describes (read 2026-11-21),
/// which allows the epoch as the release date of a model whose date is unknown.
public final class AnthropicClient implements ClientDialect {
    @Override
    public Call read(Endpoint endpoint, Request request) {
        return CallReader.read(endpoint, request);
    }

    @Override
    public byte[] error(Failure failure, String traceId) {
        return AnthropicErrors.body(failure, traceId);
    }

    @Override
    public byte[] errorEvent(Failure failure, Call call, StreamPosition position) {
        return ("event: error\ndata: " + AnthropicErrors.line(failure) + "\n\n").getBytes(UTF_8);
    }

    /// The official SDKs take their request id from `request-id`.
    @Override
    public Headers answerHeaders(String traceId) {
        return Headers.of("request-id", traceId);
    }

    @Override
    public byte[] models(List<String> models) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode data = list.putArray("data");
        models.forEach(model -> data.add(object(model)));
        list.put("has_more", false);
        if (models.isEmpty()) {
            list.putNull("first_id").putNull("last_id");
        } else {
            list.put("first_id", models.getFirst()).put("last_id", models.getLast());
        }
        return list.toString().getBytes(UTF_8);
    }

    @Override
    public byte[] model(String model) {
        return object(model).toString().getBytes(UTF_8);
    }

    private static ObjectNode object(String model) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "model");
        object.put("id", model);
        object.put("display_name", model);
        object.put("created_at", "1970-01-01T00:00:00Z");
        object.put("lifecycle", "active");
        return object;
    }
}
