package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/// What the demo upstream understands of a request, whatever dialect it came in.
///
/// @param model as asked for; echoed, never checked
/// @param turn what the answer is to
/// @param tools those that may be called
/// @param calling when to call one
/// @param form JSON Schema of the text that is wanted; a missing node when any will do
/// @param inputTokens what the request is billed as
/// @param outputLimit in tokens; [Integer#MAX_VALUE] when the caller set none
record Prompt(
        String model,
        Turn turn,
        List<Tool> tools,
        Calling calling,
        JsonNode form,
        int inputTokens,
        int outputLimit) {

    /// Whether the answer is a call of a tool.
    enum Calling {
        NEVER,
        /// When the person's own words, not answered yet, name one of the tools or speak of tools.
        WHEN_MENTIONED,
        ALWAYS
    }

    /// The text in a message's content: a plain string, or parts of which those with text count.
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        return content.valueStream()
                .map(part -> part.path("text").asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    static int limit(JsonNode limit) {
        return limit.isInt() ? Math.max(1, limit.intValue()) : Integer.MAX_VALUE;
    }
}
