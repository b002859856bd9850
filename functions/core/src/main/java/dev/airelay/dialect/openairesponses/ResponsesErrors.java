package dev.airelay.dialect.openairesponses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.dialect.OpenAiErrors;
import dev.airelay.dialect.StreamPosition;
import dev.airelay.failure.Failure;

/// How a Responses stream tells that it failed: in two events, because the official SDKs raise on
/// `error` while Codex looks for `response.failed`.
final class ResponsesErrors {
    private ResponsesErrors() {}

    /// @param model as the client named it
    static byte[] events(Failure failure, String model, StreamPosition position) {
        ObjectNode words = words(failure);
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("type", "error");
        error.set("code", words.get("code"));
        error.set("message", words.get("message"));
        error.putNull("param");
        error.put("sequence_number", position.lastEvent() + 1);
        ObjectNode failed = JsonNodeFactory.instance.objectNode();
        failed.put("type", "response.failed");
        failed.put("sequence_number", position.lastEvent() + 2);
        ObjectNode response = failed.putObject("response");
        response.put("id", position.answerId());
        response.put("object", "response");
        response.put("created_at", 0);
        response.put("status", "failed");
        response.putObject("error").setAll(words);
        response.put("model", model);
        response.putArray("output");
        return ("event: error\ndata: "
                        + error
                        + "\n\nevent: response.failed\ndata: "
                        + failed
                        + "\n\n")
                .getBytes(UTF_8);
    }

    private static ObjectNode words(Failure failure) {
        ObjectNode own = OpenAiErrors.object(failure);
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        words.set("code", own.get("code"));
        words.set("message", own.get("message"));
        return words;
    }
}
