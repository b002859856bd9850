package dev.airelay.bench.failures.client;

import com.fasterxml.jackson.databind.JsonNode;

/// Anthropic Messages: complete with a stop reason and `message_stop`.
record MessagesMeaning() implements Meaning {
    @Override
    public void event(JsonNode data, Answer answer) {
        switch (data.path("type").asText()) {
            case "message_start" -> message(data.path("message"), answer);
            case "content_block_delta" ->
                    answer.content(data.path("delta").path("text").asText(""));
            case "message_delta" -> {
                stop(data.path("delta"), answer);
                usage(data, answer);
            }
            case "message_stop" -> {
                if (!answer.finishReason().isEmpty()) {
                    answer.properEnd();
                }
            }
            case "error" -> fault(data, answer);
            default -> {}
        }
    }

    @Override
    public void done(Answer answer) {
        answer.nonsense("[DONE]");
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        if (body.path("type").asText().equals("error")) {
            fault(body, answer);
            return;
        }
        for (JsonNode block : body.path("content")) {
            answer.content(block.path("text").asText(""));
        }
        message(body, answer);
        stop(body, answer);
        if (!answer.finishReason().isEmpty()) {
            answer.properEnd();
        }
    }

    private static void message(JsonNode message, Answer answer) {
        answer.model(message.path("model").asText(""));
        usage(message, answer);
    }

    private static void stop(JsonNode node, Answer answer) {
        if (node.path("stop_reason").isTextual()) {
            answer.finish(node.get("stop_reason").asText());
        }
    }

    private static void usage(JsonNode node, Answer answer) {
        answer.usage(
                node.path("usage").path("input_tokens").asInt(),
                node.path("usage").path("output_tokens").asInt());
    }

    private static void fault(JsonNode node, Answer answer) {
        JsonNode error = node.path("error");
        if (error.path("type").isTextual() && error.path("message").isTextual()) {
            answer.fault(error.get("type").asText(), error.get("message").asText());
        }
    }
}
