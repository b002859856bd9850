package dev.airelay.bench.failures.client;

import com.fasterxml.jackson.databind.JsonNode;

/// OpenAI Chat Completions: complete with a finish reason and `[DONE]`.
record ChatMeaning() implements Meaning {
    @Override
    public void event(JsonNode data, Answer answer) {
        if (!Meaning.openAiFault(data, answer)) {
            choice(data, "delta", answer);
        }
    }

    @Override
    public void done(Answer answer) {
        if (!answer.finishReason().isEmpty() || answer.fault().isPresent()) {
            answer.properEnd();
        }
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        if (!Meaning.openAiFault(body, answer)) {
            choice(body, "message", answer);
            if (!answer.finishReason().isEmpty()) {
                answer.properEnd();
            }
        }
    }

    private static void choice(JsonNode node, String part, Answer answer) {
        if (node.path("model").isTextual()) {
            answer.model(node.get("model").asText());
        }
        JsonNode choice = node.path("choices").path(0);
        answer.content(choice.path(part).path("content").asText(""));
        if (choice.path("finish_reason").isTextual()) {
            answer.finish(choice.get("finish_reason").asText());
        }
        answer.usage(
                node.path("usage").path("prompt_tokens").asInt(),
                node.path("usage").path("completion_tokens").asInt());
    }
}
