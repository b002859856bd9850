package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.local.demo.Prompt.Calling;
import dev.airelay.local.demo.Refusal.Kind;
import java.util.List;

/// What OpenAI's endpoints have in common: `tools`, `tool_choice`, required fields, usage.
final class OpenAi {
    private OpenAi() {}

    /// Those that may be called: all functions, or the one that `tool_choice` names. In Chat a
    /// function is wrapped in `function`, in Responses it is not.
    static List<Tool> offered(JsonNode request) {
        var choice = function(request.path("tool_choice")).path("name").asText();
        return request.path("tools")
                .valueStream()
                .filter(tool -> tool.path("type").asText().equals("function"))
                .map(OpenAi::function)
                .map(tool -> new Tool(tool.path("name").asText(), tool.path("parameters")))
                .filter(tool -> choice.isEmpty() || tool.name().equals(choice))
                .toList();
    }

    static Calling calling(JsonNode request) {
        var choice = request.path("tool_choice");
        return switch (choice.asText()) {
            case "none" -> Calling.NEVER;
            case "required" -> Calling.ALWAYS;
            default ->
                    choice.path("type").asText().equals("function")
                            ? Calling.ALWAYS
                            : Calling.WHEN_MENTIONED;
        };
    }

    static String required(JsonNode request, String name) throws Refusal {
        var value = request.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw missing(name);
        }
        return value.textValue();
    }

    static Refusal missing(String name) {
        return new Refusal(Kind.BAD_REQUEST, "Missing required parameter: '" + name + "'.");
    }

    /// Usage as Chat Completions and Completions report it.
    static ObjectNode usage(int prompt, int completion) {
        var usage =
                Exchange.object()
                        .put("prompt_tokens", prompt)
                        .put("completion_tokens", completion)
                        .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    static boolean wantsUsage(JsonNode request) {
        return request.path("stream_options").path("include_usage").asBoolean();
    }

    private static JsonNode function(JsonNode wrapped) {
        return wrapped.has("function") ? wrapped.get("function") : wrapped;
    }
}
